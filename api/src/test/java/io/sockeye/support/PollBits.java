package io.sockeye.support;

import static io.sockeye.bindings.PollConstants.POLLERR;
import static io.sockeye.bindings.PollConstants.POLLHUP;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.PollConstants.POLLNVAL;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static io.sockeye.bindings.PollConstants.POLLPRI;
import static io.sockeye.bindings.PollConstants.POLLRDHUP;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The bits of poll(2), which are those of epoll, as words. */
public final class PollBits {
    /** All that can be asked for. */
    public static final int ASKED = POLLIN | POLLPRI | POLLOUT | POLLRDHUP;

    private static final Map<String, Integer> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("IN", POLLIN);
        NAMES.put("PRI", POLLPRI);
        NAMES.put("OUT", POLLOUT);
        NAMES.put("ERR", POLLERR);
        NAMES.put("HUP", POLLHUP);
        NAMES.put("NVAL", POLLNVAL);
        NAMES.put("RDHUP", POLLRDHUP);
    }

    private PollBits() {}

    public static String words(int bits) {
        return NAMES.entrySet().stream()
                .filter(name -> (bits & name.getValue()) != 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(" "));
    }
}
