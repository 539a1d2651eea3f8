package io.sockeye;

import static io.sockeye.bindings.SocketConstants.AF_INET6;

import io.sockeye.bindings.internal.InetText;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * An IPv6 address, a port, a flow label and a scope: {@code struct sockaddr_in6}; ipv6(7).
 *
 * @param high the first 8 bytes of the address
 * @param low the last 8 bytes of the address
 * @param port 0 to 65535
 * @param flowinfo traffic class and flow label, or 0
 * @param scopeId the interface index, which a link-local address (fe80::) needs; otherwise 0
 */
public record SockaddrIn6(long high, long low, int port, int flowinfo, int scopeId) implements Sockaddr {
    /**
     * Checks the port.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public SockaddrIn6 {
        SockaddrIn.checkPort(port);
    }

    /**
     * Parses an IPv6 address.
     *
     * @param host {@code ::1}, {@code ::ffff:127.0.0.1}, {@code fe80::1%eth0}, {@code fe80::1%2}
     * @param port 0 to 65535
     * @return the address
     * @throws IllegalArgumentException if the text is not an IPv6 address, the interface does not exist, or the port
     *     is out of range
     */
    public static SockaddrIn6 of(String host, int port) {
        int percent = host.indexOf('%');
        var address = InetText.read6(percent < 0 ? host : host.substring(0, percent));
        if (address == null) {
            throw new IllegalArgumentException(
                    "no IPv6 address: \"" + host + "\"; it must be like ::1 or fe80::1%eth0");
        }
        var bytes = ByteBuffer.wrap(address);
        int scope = percent < 0 ? 0 : scope(host, host.substring(percent + 1));
        return new SockaddrIn6(bytes.getLong(), bytes.getLong(), port, 0, scope);
    }

    private static int scope(String address, String scope) {
        try {
            return isNumber(scope) ? Integer.parseUnsignedInt(scope) : Interfaces.ifNametoindex(scope);
        } catch (ErrnoException | NumberFormatException e) {
            throw new IllegalArgumentException("no network interface \"" + scope + "\" for " + address, e);
        }
    }

    private static boolean isNumber(String scope) {
        return !scope.isEmpty() && scope.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    /**
     * The address as text, with its scope if it is not 0.
     *
     * @return {@code "::1"}, {@code "fe80::1%2"}
     */
    public String host() {
        return InetText.format6(high, low) + (scopeId == 0 ? "" : "%" + Integer.toUnsignedString(scopeId));
    }

    @Override
    public int family() {
        return AF_INET6;
    }

    /**
     * Converts this address for {@code java.net}, which has no flow label and turns ::ffff:1.2.3.4 into an IPv4 address.
     *
     * @return address, scope and port
     */
    @Override
    public InetSocketAddress toJava() {
        var bytes = InetText.bytes(high, low);
        try {
            return new InetSocketAddress(
                    scopeId == 0 ? InetAddress.getByAddress(bytes) : Inet6Address.getByAddress(null, bytes, scopeId),
                    port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an IPv6 address", e);
        }
    }

    /**
     * Address, scope and port.
     *
     * @return {@code "[::1]:9999"}
     */
    @Override
    public String toString() {
        return "[" + host() + "]:" + port;
    }
}
