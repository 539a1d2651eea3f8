package io.sockeye.benchmarks.report;

/** Escapes text for HTML. */
final class Html {
    private Html() {}

    static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** Inside of a script element, which would end at the next end tag wherever that stands. */
    static String json(String json) {
        return json.replace("<", "\\u003c");
    }
}
