package io.sockeye.bindings.trace;

import static io.sockeye.bindings.EpollConstants.EPOLL_CTL_DEL;

/** Arguments of the waiting calls that follow no rule. */
final class WaitArguments {
    private WaitArguments() {}

    /** The event of epoll_ctl, which EPOLL_CTL_DEL does not look at. */
    static Argument event(int index) {
        var read = Argument.in(index, StructArguments::epollEvent);
        var ignored = Argument.pointer(index);
        return call -> (call.integer(1) == EPOLL_CTL_DEL ? ignored : read).text(call);
    }

    /** pselect6's last argument: the C library gives a struct of the set and its size. */
    static Argument sigsetAndSize(int index) {
        var set = Argument.in(index, StructArguments::sigset);
        return call -> "{sigmask=" + set.text(call) + ", sigsetsize=8}";
    }
}
