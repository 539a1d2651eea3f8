/** The document's programs on Sockeye, and the launcher's commands. */
module io.sockeye.examples {
    requires info.picocli;
    requires io.sockeye;

    opens io.sockeye.examples to
            info.picocli;
}
