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
 * A UNIX socket's address: {@code struct sockaddr_un}; unix(7). It is a path, an abstract name, which starts with NUL and is
 * no file, or nothing: bound to nothing, a socket gets an abstract name of the kernel's choice.
 *
 * <p>It is made of bytes, at most 108. Text is taken as UTF-8.
 */
public final class SockaddrUn implements Sockaddr {
    /** The address of a socket that was not bound. */
    public static final SockaddrUn UNNAMED = new SockaddrUn(new byte[0]);

    private final byte[] bytes;

    private SockaddrUn(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The address with these bytes.
     *
     * @param bytes a path without its NUL, an abstract name with its NUL at the start, or nothing
     * @return the address
     * @throws IllegalArgumentException if there are more than 108, or if there is a NUL inside a path
     */
    public static SockaddrUn of(byte[] bytes) {
        var address = new SockaddrUn(bytes.clone());
        if (bytes.length > SUN_PATH_MAX) {
            throw new IllegalArgumentException("a UNIX address of " + bytes.length + " bytes; there is room for "
                    + SUN_PATH_MAX + ": " + address + ". Bind to a relative path, or in a folder with a shorter name.");
        }
        if (bytes.length > 0 && bytes[0] != 0 && indexOfNul(bytes) >= 0) {
            throw new IllegalArgumentException("a path with a NUL inside: " + HexFormat.of().formatHex(bytes));
        }
        return address;
    }

    /**
     * A path.
     *
     * @param path its text
     * @return the address
     * @throws IllegalArgumentException if it is empty or too long
     */
    public static SockaddrUn path(String path) {
        return path(path.getBytes(UTF_8));
    }

    /**
     * A path, as Java's file system has it.
     *
     * @param path relative to the current folder, or absolute
     * @return the address
     * @throws IllegalArgumentException if it is empty or too long
     */
    public static SockaddrUn of(Path path) {
        return path(OpenFile.bytes(path));
    }

    /**
     * An abstract name. It is gone with the last socket that has it, and belongs to the network namespace.
     *
     * @param name its text without the NUL at the start
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
     * What is in {@code sun_path}.
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
     * Whether it is no name at all.
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
     * As {@code ss} and {@code /proc/net/unix} write it.
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
