package io.sockeye.benchmarks.echo;

import io.sockeye.benchmarks.measure.SyscallCounts;
import io.sockeye.benchmarks.report.Sample;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The system calls that a server makes for one request, as figures of a {@link Sample}. */
final class RequestSyscalls {
    /** All by which one of the servers waits, reads or writes. */
    private static final List<String> CALLS = List.of(
            "epoll_wait", "epoll_pwait", "epoll_pwait2", "epoll_ctl", "poll", "ppoll", "select", "pselect6", "read",
            "readv",
            "recvfrom", "recvmsg", "write", "writev", "sendto", "sendmsg", "io_uring_enter", "futex");

    /** Below that it is what a JVM does beside. */
    private static final double NEGLIGIBLE = 0.001;

    static {
        SyscallCounts.missing().ifPresent(why -> System.err.println("sockeye: " + why));
    }

    private RequestSyscalls() {}

    /** A load of requests. */
    @FunctionalInterface
    interface Load {
        /** Returns how many there were. */
        long requests() throws IOException;
    }

    /** Those that were made, if they can be counted here. */
    static Map<String, Double> of(long pid, Load load) throws IOException, InterruptedException {
        var figures = new HashMap<String, Double>();
        if (SyscallCounts.missing().isPresent()) {
            return figures;
        }
        var requests = new long[1];
        var counts = SyscallCounts.during(pid, CALLS, () -> requests[0] = load.requests());
        counts.forEach((call, count) -> {
            double each = count / requests[0];
            if (each >= NEGLIGIBLE) {
                figures.put(Sample.SYSCALLS + call, each);
            }
        });
        return figures;
    }
}
