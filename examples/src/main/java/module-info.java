/** The document's programs on Sockeye, and the launcher's commands. */
module io.sockeye.examples {
    requires com.fasterxml.jackson.databind;
    requires info.picocli;
    requires io.sockeye;
    requires jdk.httpserver;
    requires jdk.management;
    requires static org.jspecify;
    requires me.tongfei.progressbar;

    opens io.sockeye.examples to
            info.picocli,
            // Its worker processes make a handler by its name.
            io.sockeye;
    opens io.sockeye.lab to
            info.picocli,
            com.fasterxml.jackson.databind;
}
