/** The document's programs on Sockeye, the lab, and the launcher's commands. */
module io.sockeye.examples {
    requires com.fasterxml.jackson.databind;
    requires info.picocli;
    requires io.sockeye;
    requires jdk.httpserver;
    requires jdk.management;
    requires me.tongfei.progressbar;
    requires static org.jspecify;

    opens io.sockeye.examples to
            info.picocli,
            // Its worker processes make a handler by its name.
            io.sockeye;
    opens io.sockeye.lab to
            info.picocli,
            com.fasterxml.jackson.databind;
}
