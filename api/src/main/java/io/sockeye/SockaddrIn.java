package io.sockeye;

import static io.sockeye.bindings.SocketConstants.AF_INET;

import io.sockeye.bindings.internal.InetText;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * An IPv4 address and a port: {@code struct sockaddr_in}; ip(7). Both are in host byte order, unlike in C.
 *
 * @param address the address as an int: 0x7f000001 is 127.0.0.1, {@code INADDR_ANY} is 0.0.0.0
 * @param port 0 to 65535
 */
public record SockaddrIn(int address, int port) implements Sockaddr {
    /**
     * Checks the port.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public SockaddrIn {
        checkPort(port);
    }

    /**
     * Parses an IPv4 address.
     *
     * @param host four decimal numbers, {@code 127.0.0.1}
     * @param port 0 to 65535
     * @return the address
     * @throws IllegalArgumentException if the text is not an IPv4 address, or the port is out of range
     */
    public static SockaddrIn of(String host, int port) {
        return new SockaddrIn(InetText.parse4(host), port);
    }

    /**
     * The address as text.
     *
     * @return {@code "127.0.0.1"}
     */
    public String host() {
        return InetText.format4(address);
    }

    @Override
    public int family() {
        return AF_INET;
    }

    @Override
    public InetSocketAddress toJava() {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(InetText.bytes(address)), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 bytes are an IPv4 address", e);
        }
    }

    static void checkPort(int port) {
        if (port < 0 || port > 0xFFFF) {
            throw new IllegalArgumentException("port " + port + "; a port is 0 to 65535");
        }
    }

    /**
     * Address and port.
     *
     * @return {@code "127.0.0.1:9999"}
     */
    @Override
    public String toString() {
        return host() + ":" + port;
    }
}
