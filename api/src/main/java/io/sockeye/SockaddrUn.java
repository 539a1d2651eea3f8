package io.sockeye;

import static io.sockeye.bindings.SockaddrStorage.SUN_PATH_MAX;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The address of a UNIX socket: {@code struct sockaddr_un}; unix(7). It is a path; or an abstract name, which starts with NUL and is not a
 * file; or unnamed. {@code bind} to the unnamed address lets the kernel choose an abstract name.
 *
 * <p>It has at most 108 bytes. Text is encoded as UTF-8.
 */
public final class SockaddrUn implements Sockaddr {
    /** The address of a socket that was not bound. */
    public static final SockaddrUn UNNAMED = new SockaddrUn(new byte[0]);

    private final byte[] bytes;

    private SockaddrUn(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Creates an address from its bytes.
     *
     * @param bytes a path without its final NUL, an abstract name with its initial NUL, or empty
     * @return the address
     * @throws IllegalArgumentException if there are more than 108, or if a path contains a NUL
     */
    public static SockaddrUn of(byte[] bytes) {
        var address = new SockaddrUn(bytes.clone());
        if (bytes.length > SUN_PATH_MAX) {
            throw new IllegalArgumentException("a UNIX address of " + bytes.length + " bytes; there is room for "
                    + SUN_PATH_MAX + ": " + address
                    + ". Bind to a relative path, or in a directory with a shorter name.");
        }
        if (bytes.length > 0 && bytes[0] != 0 && indexOfNul(bytes) >= 0) {
            throw new IllegalArgumentException("a path with a NUL inside: " + HexFormat.of().formatHex(bytes));
        }
        return address;
    }

    /**
     * Creates an address from a path.
     *
     * @param path the path as text
     * @return the address
     * @throws IllegalArgumentException if it is empty or too long
     */
    public static SockaddrUn path(String path) {
        return path(path.getBytes(UTF_8));
    }

    /**
     * Creates an address from a path of the default file system.
     *
     * @param path relative to the working directory, or absolute
     * @return the address
     * @throws IllegalArgumentException if it is empty or too long
     */
    public static SockaddrUn of(Path path) {
        return path(OpenFile.bytes(path));
    }

    /**
     * Creates an address from an abstract name. The name belongs to the network namespace and disappears when the last socket that has it
     * is closed.
     *
     * @param name the name without its initial NUL
     * @return the address
     * @throws IllegalArgumentException if it is too long
     */
    public static SockaddrUn abstractName(String name) {
        var text = name.getBytes(UTF_8);
        var bytes = new byte[text.length + 1];
        System.arraycopy(text, 0, bytes, 1, text.length);
        return of(bytes);
    }

    private static SockaddrUn path(byte[] path) {
        if (path.length == 0 || path[0] == 0) {
            throw new IllegalArgumentException("an empty path");
        }
        return of(path);
    }

    /**
     * The bytes of {@code sun_path}.
     *
     * @return a copy
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * Whether it is an abstract name.
     *
     * @return whether it starts with NUL
     */
    public boolean isAbstract() {
        return bytes.length > 0 && bytes[0] == 0;
    }

    /**
     * Whether it is the unnamed address.
     *
     * @return whether it has no bytes
     */
    public boolean isUnnamed() {
        return bytes.length == 0;
    }

    @Override
    public int family() {
        return AF_UNIX;
    }

    @Override
    public SocketAddress toJava() {
        var text = new String(bytes, UTF_8);
        if (isAbstract() || !Arrays.equals(text.getBytes(UTF_8), bytes)) {
            throw new UnsupportedOperationException("java.net has no address for " + this);
        }
        return UnixDomainSocketAddress.of(text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SockaddrUn un && Arrays.equals(bytes, un.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /**
     * The notation of {@code ss} and {@code /proc/net/unix}.
     *
     * @return a path, {@code "@name"} for an abstract name, {@code "(unnamed)"}
     */
    @Override
    public String toString() {
        if (isUnnamed()) {
            return "(unnamed)";
        }
        var text = new String(bytes, UTF_8);
        return isAbstract() ? "@" + text.substring(1) : text;
    }

    private static int indexOfNul(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }
}
