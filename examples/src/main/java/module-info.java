/** The document's programs on Sockeye, and the launcher's commands. */
module io.sockeye.examples {
    requires info.picocli;
    requires io.sockeye;
    requires jdk.management;
    requires me.tongfei.progressbar;

    opens io.sockeye.examples to
            info.picocli,
            // Its worker processes make a handler by its name.
            io.sockeye;
}
