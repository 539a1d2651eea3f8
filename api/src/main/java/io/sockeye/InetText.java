package io.sockeye;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** IPv4 and IPv6 addresses as text, strictly as {@code inet_pton} and {@code inet_ntop} have them; inet_pton(3). */
final class InetText {
    private InetText() {}

    static void checkPort(int port) {
        if (port < 0 || port > 0xFFFF) {
            throw wrongPort(port);
        }
    }

    static IllegalArgumentException wrongPort(Number port) {
        return new IllegalArgumentException("port " + port + "; a port is 0 to 65535");
    }

    static int parse4(String text) {
        var address = read4(text);
        if (address == null) {
            throw new IllegalArgumentException(
                    "no IPv4 address: \"" + text + "\"; it must be four numbers like 127.0.0.1");
        }
        return address;
    }

    static SockaddrIn6 parse6(String text, int port) {
        int percent = text.indexOf('%');
        var words = read6(percent < 0 ? text : text.substring(0, percent));
        if (words == null) {
            throw new IllegalArgumentException(
                    "no IPv6 address: \"" + text + "\"; it must be like ::1 or fe80::1%eth0");
        }
        int scope = percent < 0 ? 0 : scope(text, text.substring(percent + 1));
        return new SockaddrIn6(number(words, 0), number(words, 4), port, 0, scope);
    }

    private static int scope(String address, String scope) {
        try {
            return scope.matches("[0-9]+") ? Integer.parseUnsignedInt(scope) : Interfaces.ifNametoindex(scope);
        } catch (ErrnoException | NumberFormatException e) {
            throw new IllegalArgumentException("no network interface \"" + scope + "\" for " + address, e);
        }
    }

    static boolean isAddress4(String text) {
        return read4(text) != null;
    }

    /** With or without a scope, whose interface need not exist. */
    static boolean isAddress6(String text) {
        int percent = text.indexOf('%');
        return read6(percent < 0 ? text : text.substring(0, percent)) != null;
    }

    /** Four decimal numbers and nothing else: no fewer parts, no octal, no leading zero. */
    private static @Nullable Integer read4(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        int address = 0;
        for (var part : parts) {
            if (!part.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(part) > 255) {
                return null;
            }
            address = (address << 8) | Integer.parseInt(part);
        }
        return address;
    }

    /** Eight words; one run of them may be left out as "::", and the last two may be an IPv4 address. */
    private static int @Nullable [] read6(String text) {
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
            if (!parts[i].matches("[0-9a-fA-F]{1,4}")) {
                return null;
            }
            words[i] = Integer.parseInt(parts[i], 16);
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

    static String format4(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255);
    }

    /**
     * As RFC 5952 has it: the longest run of zero words, of two at least, is "::"; the first one if two are equal. The last
     * four bytes are decimal behind ::ffff: and, as {@code inet_ntop} has it, behind twelve zero bytes.
     */
    static String format6(long high, long low) {
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

    static byte[] bytes(int address) {
        return ByteBuffer.allocate(4).putInt(address).array();
    }

    static byte[] bytes(long high, long low) {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    static InetAddress toJava(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }

    static Sockaddr of(InetSocketAddress address) {
        return switch (address.getAddress()) {
            case null -> throw new IllegalArgumentException("not resolved: " + address);
            case Inet6Address six -> {
                var bytes = ByteBuffer.wrap(six.getAddress());
                yield new SockaddrIn6(bytes.getLong(), bytes.getLong(), address.getPort(), 0, six.getScopeId());
            }
            case Inet4Address four ->
                new SockaddrIn(ByteBuffer.wrap(four.getAddress()).getInt(), address.getPort());
            default -> throw new IllegalArgumentException("neither IPv4 nor IPv6: " + address);
        };
    }
}
