package io.sockeye.bindings.trace;

/** An IPv6 address as {@code inet_ntop} writes it: the longest run of zeroes is {@code ::}; RFC 5952. */
final class Inet6Text {
    private static final int GROUPS = 8;

    private Inet6Text() {}

    static String of(byte[] bytes) {
        int start = GROUPS;
        int length = 1;
        for (int from = 0; from < GROUPS; from++) {
            int zeroes = zeroes(bytes, from);
            if (zeroes > length) {
                start = from;
                length = zeroes;
            }
        }
        var text = new StringBuilder();
        for (int group = 0; group < GROUPS;) {
            if (group == start) {
                text.append("::");
                group += length;
            } else if (group == 6 && isEmbedded(bytes, start, length)) {
                return text + (text.toString().endsWith(":") ? "" : ":") + Structs.dotted(bytes, 12);
            } else {
                text.append(text.isEmpty() || text.toString().endsWith(":") ? "" : ":")
                        .append(Integer.toHexString(group(bytes, group)));
                group++;
            }
        }
        return text.toString();
    }

    /** {@code ::1.2.3.4} and {@code ::ffff:1.2.3.4}. */
    private static boolean isEmbedded(byte[] bytes, int start, int length) {
        return start == 0 && (length == 6 || (length == 5 && group(bytes, 5) == 0xFFFF));
    }

    private static int zeroes(byte[] bytes, int from) {
        int group = from;
        while (group < GROUPS && group(bytes, group) == 0) {
            group++;
        }
        return group - from;
    }

    private static int group(byte[] bytes, int index) {
        return (bytes[2 * index] & 0xFF) << 8 | (bytes[2 * index + 1] & 0xFF);
    }
}
