package io.sockeye;

import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.AF_INET6;

import io.sockeye.bindings.internal.InetText;
import java.nio.ByteOrder;

/** Conversions between byte orders, and between addresses as bytes and as text; inet(3), byteorder(3). */
public final class Inet {
    private Inet() {}

    /**
     * {@code htons}: a port in network byte order; byteorder(3). Not needed for {@link Sockaddr}, which has host byte order.
     *
     * @param host 0 to 65535
     * @return the number in network byte order
     */
    public static int htons(int host) {
        if (host < 0 || host > 0xFFFF) {
            throw new IllegalArgumentException(host + " does not fit into 16 bits");
        }
        return isBigEndian() ? host : Short.toUnsignedInt(Short.reverseBytes((short) host));
    }

    /**
     * {@code ntohs}: a port in host byte order; byteorder(3). The operation is the same as {@link #htons}.
     *
     * @param network 0 to 65535
     * @return the number in host byte order
     */
    public static int ntohs(int network) {
        return htons(network);
    }

    /**
     * {@code htonl}: an IPv4 address in network byte order; byteorder(3).
     *
     * @param host 32 bits
     * @return the number in network byte order
     */
    public static int htonl(int host) {
        return isBigEndian() ? host : Integer.reverseBytes(host);
    }

    /**
     * {@code ntohl}: an IPv4 address in host byte order; byteorder(3). The operation is the same as {@link #htonl}.
     *
     * @param network 32 bits
     * @return the number in host byte order
     */
    public static int ntohl(int network) {
        return htonl(network);
    }

    /**
     * {@code inet_pton}: parses an address, strictly; inet_pton(3).
     *
     * @param family {@code AF_INET} or {@code AF_INET6}
     * @param text {@code "127.0.0.1"}, {@code "::1"}
     * @return 4 or 16 bytes in network order
     * @throws IllegalArgumentException if the text is not an address of this family, or the family is neither of these
     */
    public static byte[] inetPton(int family, String text) {
        if (family == AF_INET) {
            return InetText.bytes(InetText.parse4(text));
        }
        checkFamily(family);
        if (text.indexOf('%') >= 0) {
            throw new IllegalArgumentException("a scope is no part of the address: \"" + text + "\"");
        }
        var address = InetText.read6(text);
        if (address == null) {
            throw new IllegalArgumentException("no IPv6 address: \"" + text + "\"; it must be like ::1");
        }
        return address;
    }

    /**
     * {@code inet_ntop}: an address as text; inet_ntop(3).
     *
     * @param family {@code AF_INET} or {@code AF_INET6}
     * @param address 4 or 16 bytes in network order
     * @return {@code "127.0.0.1"}, {@code "::1"}
     * @throws IllegalArgumentException if the number of bytes is wrong, or the family is neither of these
     */
    public static String inetNtop(int family, byte[] address) {
        if (family != AF_INET) {
            checkFamily(family);
        }
        int size = family == AF_INET ? 4 : 16;
        if (address.length != size) {
            throw new IllegalArgumentException(address.length + " bytes; the address has " + size);
        }
        return InetText.format(address);
    }

    /**
     * {@code inet_aton}: parses an IPv4 address; inet(3). Unlike C's, it accepts four decimal numbers only.
     *
     * @param text {@code "127.0.0.1"}
     * @return 4 bytes in network order
     * @throws IllegalArgumentException if the text is not an IPv4 address
     */
    public static byte[] inetAton(String text) {
        return inetPton(AF_INET, text);
    }

    /**
     * {@code inet_ntoa}: an IPv4 address as text; inet(3).
     *
     * @param address 4 bytes in network order
     * @return {@code "127.0.0.1"}
     * @throws IllegalArgumentException if the number of bytes is not 4
     */
    public static String inetNtoa(byte[] address) {
        return inetNtop(AF_INET, address);
    }

    private static void checkFamily(int family) {
        if (family != AF_INET6) {
            throw new IllegalArgumentException("family " + family + " has no addresses of this kind");
        }
    }

    private static boolean isBigEndian() {
        return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;
    }
}
