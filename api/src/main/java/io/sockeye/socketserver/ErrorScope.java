package io.sockeye.socketserver;

import static io.sockeye.bindings.ErrnoConstants.EBADF;
import static io.sockeye.bindings.ErrnoConstants.EFAULT;
import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.ErrnoConstants.EMFILE;
import static io.sockeye.bindings.ErrnoConstants.ENFILE;
import static io.sockeye.bindings.ErrnoConstants.ENOBUFS;
import static io.sockeye.bindings.ErrnoConstants.ENOMEM;
import static io.sockeye.bindings.ErrnoConstants.ENOSR;
import static io.sockeye.bindings.ErrnoConstants.ENOSYS;
import static io.sockeye.bindings.ErrnoConstants.ENOTCONN;
import static io.sockeye.bindings.ErrnoConstants.ENOTSOCK;
import static io.sockeye.bindings.ErrnoConstants.EOPNOTSUPP;

import io.sockeye.Errno;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What an errno of accept4 or recvfrom means for a server. Only an errno that says that the server's own socket is unusable ends its loop.
 * Every other one belongs to one connection or one peer, also if the manuals do not list it: accept(2) passes on errors of the new
 * connection (ECONNABORTED, EPERM, EPROTO, ETIMEDOUT, ENETDOWN, ENONET, EHOSTDOWN, …), and a UDP socket reports what ICMP says about an
 * earlier answer (ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EMSGSIZE, ENOPROTOOPT, EACCES, …); ip(7), udp(7), unix(7).
 */
enum ErrorScope {
    /** One connection or one peer: the next request may succeed. */
    PEER,
    /** The process or the kernel is out of descriptors or memory: the request stays in the kernel's queue. */
    RESOURCES,
    /** The call would fail in the same way for every request. */
    PERMANENT;

    private static final Set<Integer> OUT_OF_RESOURCES = Set.of(EMFILE, ENFILE, ENOBUFS, ENOMEM, ENOSR);
    private static final Set<Integer> UNUSABLE_SOCKET = Set.of(EBADF, EFAULT, EINVAL, ENOSYS, ENOTCONN, ENOTSOCK);

    /** {@code isUsable} decides about EOPNOTSUPP, which accept4 reports for a new connection and for a socket that cannot listen. */
    static ErrorScope of(Errno errno, BooleanSupplier isUsable) {
        if (OUT_OF_RESOURCES.contains(errno.number())) {
            return RESOURCES;
        }
        boolean isUnusable = UNUSABLE_SOCKET.contains(errno.number())
                || (errno.is(EOPNOTSUPP) && !isUsable.getAsBoolean());
        return isUnusable ? PERMANENT : PEER;
    }
}
