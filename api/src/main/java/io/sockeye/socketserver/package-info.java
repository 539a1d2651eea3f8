/**
 * Servers in a few lines, on top of sockets and epoll; Python's {@code socketserver}.
 *
 * <p>A server waits for requests and makes a handler for each. {@link io.sockeye.socketserver.TCPServer} handles one connection after the
 * other, {@link io.sockeye.socketserver.ThreadingTCPServer} each in a thread, {@link io.sockeye.socketserver.ForkingTCPServer} each in a worker
 * process. For datagrams and for UNIX sockets there are the same three.
 *
 * <p>Unlike Python's, {@code shutdown} wakes the loop at once, errors of one connection or peer never end it, and the number of requests and
 * their duration can be limited: {@link io.sockeye.socketserver.ThreadingMixIn#bound}, {@link
 * io.sockeye.socketserver.BaseServer#requestLimit}.
 */
@NullMarked
package io.sockeye.socketserver;

import org.jspecify.annotations.NullMarked;
