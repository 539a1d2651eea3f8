package io.sockeye.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the kernel says about this process; proc(5). */
public final class Proc {
    /** Numbers of system calls on x86-64, as {@code /proc/PID/task/TID/syscall} shows them. */
    public static final int CONNECT = 42;

    public static final int SENDTO = 44;
    public static final int RECVFROM = 45;
    public static final int EPOLL_WAIT = 232;
    public static final int PSELECT6 = 270;
    public static final int PPOLL = 271;
    public static final int ACCEPT4 = 288;

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private Proc() {}

    /** What a descriptor stands for: {@code "socket:[4711]"}, {@code "pipe:[4712]"}; empty if it is closed. */
    public static String descriptor(int fd) {
        try {
            return Files.readSymbolicLink(DESCRIPTORS.resolve(Integer.toString(fd))).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    /** The number by which this process has a file open. */
    public static int descriptorOf(Path path) throws IOException {
        var real = path.toRealPath().toString();
        try (var entries = Files.list(DESCRIPTORS)) {
            return entries.mapToInt(entry -> Integer.parseInt(entry.getFileName().toString()))
                    .filter(fd -> descriptor(fd).equals(real))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The sockets, pipes and the like that are open. Files are left out, since the JVM opens some when it likes. */
    public static Map<Integer, String> openDescriptors() throws IOException {
        var open = new TreeMap<Integer, String>();
        try (var entries = Files.list(DESCRIPTORS)) {
            entries.forEach(entry -> {
                int fd = Integer.parseInt(entry.getFileName().toString());
                var what = descriptor(fd);
                if (what.contains(":[")) {
                    open.put(fd, what);
                }
            });
        }
        return open;
    }

    /** Does it twice, since the first time opens what is opened once for all. The second leaves nothing open. */
    public static void assertNoDescriptorLeaks(ThrowingCallable action) throws Throwable {
        action.call();
        var before = openDescriptors();
        action.call();
        assertThat(openDescriptors()).as("descriptors open afterwards").isEqualTo(before);
    }

    /** Returns when some thread of this process is inside of that system call with {@code first} as its argument. */
    public static void awaitInside(int call, int first) throws IOException {
        awaitInside(call + " 0x" + Integer.toHexString(first) + " ");
    }

    /** Returns when some thread of this process is inside of that system call. */
    public static void awaitInside(int call) throws IOException {
        awaitInside(call + " ");
    }

    /** Returns when the thread with the kernel's number {@code tid} is inside of that system call. */
    public static void awaitThreadInside(int tid, int call) {
        WaitMode.assumeBlocksInKernel();
        var thread = Path.of("/proc/self/task", Integer.toString(tid));
        for (int i = 0; i < 10_000; i++) {
            if (syscall(thread).startsWith(call + " ")) {
                return;
            }
            LockSupport.parkNanos(1_000_000);
        }
        fail("thread " + tid + " is not inside of system call " + call);
    }

    /** What the threads of this process have used of the processors, without the JVM's compilers and collectors. */
    public static long processorNanos() throws IOException {
        try (var tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.mapToLong(Proc::nanos).sum();
        }
    }

    private static long nanos(Path task) {
        try {
            return Files.readString(task.resolve("comm")).matches("(?s)(C[12] Comp|G1 |GC |VM ).*")
                    ? 0
                    : Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ", 2)[0]);
        } catch (IOException ended) {
            return 0;
        }
    }

    /** Returns when the thread {@code tid} has let go of its processor by itself so many times more; proc_pid_status(5). */
    public static void awaitSleeps(int tid, int count) throws IOException {
        long first = sleeps(tid);
        long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (sleeps(tid) < first + count) {
            assertThat(System.nanoTime()).as("time for %s sleeps", count).isLessThan(limit);
            Thread.onSpinWait();
        }
    }

    private static long sleeps(int tid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/task/" + tid + "/status"))) {
            return lines.filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }
    }

    private static void awaitInside(String expected) throws IOException {
        WaitMode.assumeBlocksInKernel();
        for (int i = 0; i < 10_000; i++) {
            try (var threads = Files.list(Path.of("/proc/self/task"))) {
                if (threads.anyMatch(thread -> syscall(thread).startsWith(expected))) {
                    return;
                }
            }
            LockSupport.parkNanos(1_000_000);
        }
        fail("no thread is inside of system call " + expected);
    }

    /** Below this a port takes CAP_NET_BIND_SERVICE; ip(7). */
    public static int lowestPortOfEverybody() throws IOException {
        // Not Files.readString: its first read is of one byte, and a sysctl answers the first read only.
        try (var lines = Files.lines(Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start"))) {
            return Integer.parseInt(lines.findFirst().orElseThrow());
        }
    }

    private static String syscall(Path thread) {
        try {
            return Files.readString(thread.resolve("syscall"));
        } catch (IOException ended) {
            return "";
        }
    }
}
