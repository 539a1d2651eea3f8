package io.sockeye.lab;

import static io.sockeye.bindings.EpollConstants.EPOLLERR;
import static io.sockeye.bindings.EpollConstants.EPOLLET;
import static io.sockeye.bindings.EpollConstants.EPOLLHUP;
import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.EpollConstants.EPOLLOUT;
import static io.sockeye.bindings.EpollConstants.EPOLLPRI;
import static io.sockeye.bindings.EpollConstants.EPOLLRDHUP;

import io.sockeye.Errno;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Prints the arguments and results of a wait. */
final class Waits {
    private static final Path STATUS = Path.of("/proc/thread-self/status");
    private static final Pattern SWITCHES = Pattern.compile("(?m)^voluntary_ctxt_switches:\\s*(\\d+)$");

    /** poll's flags have the same values; epoll_ctl(2) and poll(2) have them from one header of the kernel. */
    private static final Map<Integer, String> FLAGS = new LinkedHashMap<>();

    static {
        FLAGS.put(EPOLLIN, "IN");
        FLAGS.put(EPOLLPRI, "PRI");
        FLAGS.put(EPOLLOUT, "OUT");
        FLAGS.put(EPOLLERR, "ERR");
        FLAGS.put(EPOLLHUP, "HUP");
        FLAGS.put(EPOLLRDHUP, "RDHUP");
        FLAGS.put(EPOLLET, "ET");
    }

    private Waits() {}

    /** How often the calling thread has gone to sleep, as the kernel counts it; proc_pid_status(5). */
    static long sleeps() {
        try {
            var line = SWITCHES.matcher(Files.readString(STATUS));
            if (!line.find()) {
                throw new IllegalStateException(STATUS + " has no voluntary_ctxt_switches");
            }
            return Long.parseLong(line.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code EPOLLIN|EPOLLHUP}, {@code 0}; what has no name in digits. */
    static String events(int mask, String prefix) {
        var names = new ArrayList<String>();
        int rest = mask;
        for (var flag : FLAGS.entrySet()) {
            if ((rest & flag.getKey()) != 0) {
                names.add(prefix + flag.getValue());
                rest &= ~flag.getKey();
            }
        }
        if (rest != 0) {
            names.add("0x" + Integer.toHexString(rest));
        }
        return names.isEmpty() ? "0" : String.join("|", names);
    }

    static String timespec(Duration timeout) {
        return "{tv_sec=" + timeout.toSeconds() + ", tv_nsec=" + timeout.toNanosPart() + "}";
    }

    /** {@code 0 (Timeout)}, {@code 1 (in [5])}, {@code -1 EINTR}. */
    static String result(int result, String answer) {
        if (result < 0) {
            return "-1 " + new Errno(-result).name();
        }
        return answer.isEmpty() ? Integer.toString(result) : result + " (" + answer + ")";
    }
}
