/**
 * Berkeley sockets, and the calls that wait for them: select, poll, epoll.
 *
 * <p>A method that is one system call has the call's name. Where C returns -1, it throws {@link io.sockeye.ErrnoException}. It is retried
 * after {@code EINTR}, unless a signal mask was passed to the call. Where a {@link java.time.Duration} is a timeout, null waits indefinitely
 * and zero does not wait; others are rounded up to the unit of the call, so that no wait ends early.
 *
 * <table class="striped">
 * <caption>The types of this package</caption>
 * <thead>
 * <tr><th scope="col">group</th><th scope="col">types</th><th scope="col">man pages</th></tr>
 * </thead>
 * <tbody>
 * <tr>
 * <th scope="row">errors</th>
 * <td>{@link io.sockeye.Errno}, {@link io.sockeye.ErrnoException} and its subclasses {@link io.sockeye.AddressInUseException},
 * {@link io.sockeye.BrokenPipeException}, {@link io.sockeye.ClosedDescriptorException}, {@link io.sockeye.ConnectionAbortedException},
 * {@link io.sockeye.ConnectionRefusedException}, {@link io.sockeye.ConnectionResetException}, {@link io.sockeye.PermissionException},
 * {@link io.sockeye.TimedOutException}, {@link io.sockeye.WouldBlockException}; {@link io.sockeye.GaiException}</td>
 * <td>errno(3), gai_strerror(3)</td>
 * </tr>
 * <tr>
 * <th scope="row">addresses</th>
 * <td>{@link io.sockeye.Sockaddr} and its forms {@link io.sockeye.SockaddrIn}, {@link io.sockeye.SockaddrIn6},
 * {@link io.sockeye.SockaddrUn}, {@link io.sockeye.SockaddrLl}, {@link io.sockeye.SockaddrNl}, {@link io.sockeye.SockaddrVm};
 * {@link io.sockeye.Inet}, {@link io.sockeye.Interfaces}</td>
 * <td>ip(7), ipv6(7), unix(7), packet(7), netlink(7), vsock(7), inet(3), if_nametoindex(3)</td>
 * </tr>
 * <tr>
 * <th scope="row">names</th>
 * <td>{@link io.sockeye.Resolver}, {@link io.sockeye.AddressInfo}, {@link io.sockeye.HostInfo}, {@link io.sockeye.NameInfo}</td>
 * <td>getaddrinfo(3), getnameinfo(3), gethostname(2)</td>
 * </tr>
 * <tr>
 * <th scope="row">sockets</th>
 * <td>{@link io.sockeye.Socket}, {@link io.sockeye.SocketPair}, {@link io.sockeye.SocketFile}, {@link io.sockeye.Multicast},
 * {@link io.sockeye.Datagram}, {@link io.sockeye.ReceiveResult}; the options are in package {@link io.sockeye.sockopt}</td>
 * <td>socket(2), socket(7), tcp(7), udp(7), socketpair(2), getsockopt(2)</td>
 * </tr>
 * <tr>
 * <th scope="row">messages</th>
 * <td>{@link io.sockeye.Message}, {@link io.sockeye.MessageBatch}, {@link io.sockeye.ReceivedMessage},
 * {@link io.sockeye.ReceivedDescriptor}, {@link io.sockeye.ControlMessage}, {@link io.sockeye.ZeroCopy}</td>
 * <td>sendmsg(2), recvmsg(2), sendmmsg(2), recvmmsg(2), cmsg(3)</td>
 * </tr>
 * <tr>
 * <th scope="row">multiplexing</th>
 * <td>{@link io.sockeye.Select}, {@link io.sockeye.SelectSet}, {@link io.sockeye.SelectResult}, {@link io.sockeye.Poll},
 * {@link io.sockeye.PollEvent}, {@link io.sockeye.Epoll}, {@link io.sockeye.EpollEvents}, {@link io.sockeye.EpollEvent},
 * {@link io.sockeye.EpollInterest}; one interface to all three is in package {@link io.sockeye.selectors}</td>
 * <td>select(2), poll(2), epoll(7)</td>
 * </tr>
 * <tr>
 * <th scope="row">other descriptors</th>
 * <td>{@link io.sockeye.Pollable}, {@link io.sockeye.OpenFile}, {@link io.sockeye.Pipe}, {@link io.sockeye.EventFd},
 * {@link io.sockeye.TimerFd}, {@link io.sockeye.SignalFd}, {@link io.sockeye.SignalInfo}, {@link io.sockeye.PidFd},
 * {@link io.sockeye.Inotify}, {@link io.sockeye.LeakDetector}</td>
 * <td>open(2), pipe(2), eventfd(2), timerfd_create(2), signalfd(2), pidfd_open(2), inotify(7)</td>
 * </tr>
 * </tbody>
 * </table>
 */
@NullMarked
package io.sockeye;

import org.jspecify.annotations.NullMarked;
