package io.sockeye.bindings.trace;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Throttle;
import org.jspecify.annotations.Nullable;

/** A call as an event of JFR. Disabled unless a recording enables it, and then throttled. */
@Category("Sockeye")
@Enabled(false)
@StackTrace(false)
@Throttle("1000/s")
abstract class CallEvent extends Event implements Recorder.Recorded {
    @Label("Call")
    String call = "";

    @Label("Descriptor")
    int fd = -1;

    @Label("Arguments")
    String arguments = "";

    @Label("Result")
    long result;

    @Label("Errno")
    @Nullable String errno;

    @Override
    public final void returned() {
        end();
    }

    @Override
    public final void write(TracedCall traced) {
        if (shouldCommit()) {
            call = traced.name();
            fd = traced.fd();
            arguments = String.join(", ", traced.arguments());
            result = traced.result();
            errno = traced.errno() == 0 ? null : traced.errnoName();
            commit();
        }
    }

    @Name("io.sockeye.SocketCall")
    @Label("Socket Call")
    @Description("A call on a socket: accept4, recvfrom, …")
    static final class Socket extends CallEvent {}

    @Name("io.sockeye.WaitCall")
    @Label("Wait Call")
    @Description("A call that waits for events, or registers them: epoll_wait, poll, pselect6, …")
    static final class Wait extends CallEvent {}

    @Name("io.sockeye.FileCall")
    @Label("File Call")
    @Description("A call on any descriptor: read, splice, close, …")
    static final class File extends CallEvent {}

    @Name("io.sockeye.EventCall")
    @Label("Event Call")
    @Description("A call on timers, signals, processes and watched files: timerfd_settime, …")
    static final class EventCall extends CallEvent {}

    @Name("io.sockeye.OtherCall")
    @Label("Other Call")
    @Description("Any other call: getaddrinfo, prlimit64, …")
    static final class Other extends CallEvent {}
}
