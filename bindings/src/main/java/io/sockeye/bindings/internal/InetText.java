package io.sockeye.bindings.internal;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * IPv4 and IPv6 addresses as text, strictly as {@code inet_pton} and {@code inet_ntop} have them; inet_pton(3). Without
 * regular expressions: most programs need an address before their first call.
 */
public final class InetText {
    private InetText() {}

    /**
     * An IPv4 address from its text.
     *
     * @param text {@code "127.0.0.1"}
     * @return the address as one number
     * @throws IllegalArgumentException if it is no such address
     */
    public static int parse4(String text) {
        var address = read4(text);
        if (address == null) {
            throw new IllegalArgumentException(
                    "no IPv4 address: \"" + text + "\"; it must be four numbers like 127.0.0.1");
        }
        return address;
    }

    /**
     * Whether a text is an IPv4 address.
     *
     * @param text any
     * @return false for a name
     */
    public static boolean isAddress4(String text) {
        return read4(text) != null;
    }

    /**
     * Whether a text is an IPv6 address, with or without a scope, whose interface need not exist.
     *
     * @param text any
     * @return false for a name
     */
    public static boolean isAddress6(String text) {
        int percent = text.indexOf('%');
        return read6(percent < 0 ? text : text.substring(0, percent)) != null;
    }

    /**
     * An IPv6 address from its text.
     *
     * @param text {@code "::1"}, without a scope
     * @return 16 bytes; null if it is no such address
     */
    public static byte @Nullable [] read6(String text) {
        var words = words(text);
        return words == null ? null : bytes(number(words, 0), number(words, 4));
    }

    /** Four decimal numbers and nothing else: no fewer parts, no octal, no leading zero. */
    private static @Nullable Integer read4(String text) {
        int address = 0;
        int parts = 0;
        for (int from = 0; from <= text.length(); parts++) {
            int dot = text.indexOf('.', from);
            int end = dot < 0 ? text.length() : dot;
            int part = number(text, from, end, 10, 3);
            if (part < 0 || part > 255 || (end - from > 1 && text.charAt(from) == '0')) {
                return null;
            }
            address = (address << 8) | part;
            from = end + 1;
        }
        return parts == 4 ? address : null;
    }

    /** One to {@code most} ASCII digits, or -1. */
    private static int number(String text, int from, int end, int radix, int most) {
        if (end <= from || end - from > most) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < end; i++) {
            char digit = text.charAt(i);
            // Character.digit knows the digits of other scripts, too.
            int value = digit < 128 ? Character.digit(digit, radix) : -1;
            if (value < 0) {
                return -1;
            }
            number = number * radix + value;
        }
        return number;
    }

    /** Eight words; one run of them may be left out as "::", and the last two may be an IPv4 address. */
    private static int @Nullable [] words(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return readWords(text, 8);
        }
        // An IPv4 address can only be at the end.
        boolean ends4Early = text.lastIndexOf('.', gap) >= 0;
        var before = gap == 0 ? new int[0] : readWords(text.substring(0, gap), -1);
        var after = gap == text.length() - 2 ? new int[0] : readWords(text.substring(gap + 2), -1);
        if (ends4Early || before == null || after == null || before.length + after.length > 7) {
            return null;
        }
        var words = new int[8];
        System.arraycopy(before, 0, words, 0, before.length);
        System.arraycopy(after, 0, words, 8 - after.length, after.length);
        return words;
    }

    private static int @Nullable [] readWords(String text, int expected) {
        var parts = text.split(":", -1);
        boolean ends4 = parts[parts.length - 1].indexOf('.') >= 0;
        var words = new int[parts.length + (ends4 ? 1 : 0)];
        for (int i = 0; i < parts.length - (ends4 ? 1 : 0); i++) {
            words[i] = number(parts[i], 0, parts[i].length(), 16, 4);
            if (words[i] < 0) {
                return null;
            }
        }
        if (ends4) {
            var last = read4(parts[parts.length - 1]);
            if (last == null) {
                return null;
            }
            words[words.length - 2] = last >>> 16;
            words[words.length - 1] = last & 0xFFFF;
        }
        boolean wrong = words.length > 8 || (expected >= 0 && words.length != expected);
        return wrong ? null : words;
    }

    private static long number(int[] words, int from) {
        return (long) words[from] << 48 | (long) words[from + 1] << 32 | (long) words[from + 2] << 16 | words[from + 3];
    }

    /**
     * An IPv4 address as text.
     *
     * @param address as one number
     * @return {@code "127.0.0.1"}
     */
    public static String format4(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255);
    }

    /**
     * An address as text.
     *
     * @param address 4 or 16 bytes in network order
     * @return {@code "127.0.0.1"}, {@code "::1"}
     */
    public static String format(byte[] address) {
        var bytes = ByteBuffer.wrap(address);
        return address.length == 4 ? format4(bytes.getInt()) : format6(bytes.getLong(), bytes.getLong());
    }

    /**
     * An IPv6 address as text, as RFC 5952 has it: the longest run of zero words, of two at least, is "::"; the first one if
     * two are equal. The last four bytes are decimal after ::ffff: and, as {@code inet_ntop} has it, after twelve zero bytes.
     *
     * @param high its first 8 bytes as one number
     * @param low the other 8
     * @return {@code "::1"}
     */
    public static String format6(long high, long low) {
        if (high == 0 && low >>> 32 == 0xFFFF) {
            return "::ffff:" + format4((int) low);
        }
        if (high == 0 && low >>> 32 == 0 && low >>> 16 != 0) {
            return "::" + format4((int) low);
        }
        var words = new int[8];
        for (int i = 0; i < 8; i++) {
            words[i] = (int) ((i < 4 ? high : low) >>> (48 - i % 4 * 16)) & 0xFFFF;
        }
        int start = 0;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && words[i + run] == 0) {
                run++;
            }
            if (run > length) {
                start = i;
                length = run;
            }
        }
        return length == 1 ? join(words, 0, 8) : join(words, 0, start) + "::" + join(words, start + length, 8);
    }

    private static String join(int[] words, int from, int to) {
        var text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i > from ? ":" : "").append(Integer.toHexString(words[i]));
        }
        return text.toString();
    }

    /**
     * An IPv4 address as bytes.
     *
     * @param address as one number
     * @return 4 bytes in network order
     */
    public static byte[] bytes(int address) {
        return ByteBuffer.allocate(4).putInt(address).array();
    }

    /**
     * An IPv6 address as bytes.
     *
     * @param high its first 8 bytes as one number
     * @param low the other 8
     * @return 16 bytes in network order
     */
    public static byte[] bytes(long high, long low) {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }
}
