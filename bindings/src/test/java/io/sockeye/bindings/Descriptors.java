package io.sockeye.bindings;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/** Memory and descriptors for one test, given back at its end. */
final class Descriptors implements AutoCloseable {
    final Arena arena = Arena.ofShared();
    private final Deque<Integer> open = new ArrayDeque<>();

    /** Takes a new descriptor into care. */
    int opened(int fd) {
        assertThat(fd).as("a descriptor, or -errno").isNotNegative();
        open.push(fd);
        return fd;
    }

    /** Closes one before the end of the test. */
    void close(int fd) {
        assertThat(open.remove(fd)).isTrue();
        assertThat(FileSyscalls.close(fd)).isZero();
    }

    /** The same file under another number, the first free one that is not below the given one. */
    int duplicate(int fd, int atLeast) {
        return opened(FileSyscalls.fcntl(fd, FileConstants.F_DUPFD_CLOEXEC, atLeast));
    }

    int socket(int domain, int type) {
        return opened(SocketSyscalls.socket(domain, type | SocketConstants.SOCK_CLOEXEC, 0));
    }

    int[] socketpair(int type) {
        var pair = arena.allocate(8, 4);
        assertThat(SocketSyscalls.socketpair(SocketConstants.AF_UNIX, type | SocketConstants.SOCK_CLOEXEC, 0, pair))
                .isZero();
        return both(pair);
    }

    /** The reading end and the writing end. */
    int[] pipe() {
        var pair = arena.allocate(8, 4);
        assertThat(FileSyscalls.pipe2(pair, FileConstants.O_CLOEXEC)).isZero();
        return both(pair);
    }

    private int[] both(MemorySegment pair) {
        return new int[] {opened(pair.getAtIndex(JAVA_INT, 0)), opened(pair.getAtIndex(JAVA_INT, 1))};
    }

    /** Binds to 127.0.0.1 and a port that the kernel chooses, and returns that address. */
    SockaddrStorage bound(int fd) {
        var address = new SockaddrStorage(arena);
        address.setInet(InetConstants.INADDR_LOOPBACK, 0);
        assertThat(SocketSyscalls.bind(fd, address.address(), address.length())).isZero();
        address.clear();
        assertThat(SocketSyscalls.getsockname(fd, address.address(), address.lengthPointer())).isZero();
        return address;
    }

    void send(int fd, char letter) {
        assertThat(SocketSyscalls.send(fd, bytes(String.valueOf(letter)), 1, SocketConstants.MSG_NOSIGNAL)).isOne();
    }

    /** The letters without a NUL. */
    MemorySegment bytes(String letters) {
        var string = arena.allocateFrom(letters);
        return string.asSlice(0, string.byteSize() - 1);
    }

    /** How many bytes wait to be read: ioctl(fd, FIONREAD). */
    int available(int fd) {
        var count = arena.allocate(JAVA_INT);
        assertThat(FileSyscalls.ioctl(fd, FileConstants.FIONREAD, count)).isZero();
        return count.get(JAVA_INT, 0);
    }

    /** The number under which this process has a file open, from the kernel's own list. */
    static int numberOf(Path file) throws IOException {
        try (Stream<Path> list = Files.list(Path.of("/proc/self/fd"))) {
            for (var link : list.toList()) {
                if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(file)) {
                    return Integer.parseInt(link.getFileName().toString());
                }
            }
        }
        throw new IOException(file + " is not open");
    }

    static String text(MemorySegment memory, long bytes) {
        return new String(memory.asSlice(0, bytes).toArray(JAVA_BYTE), UTF_8);
    }

    @Override
    public void close() {
        open.forEach(fd -> assertThat(FileSyscalls.close(fd)).isZero());
        arena.close();
    }
}
