/**
 * Servers of a few lines; Python's {@code socketserver}.
 *
 * <p>A server waits for requests and gives each to a handler that is made for it. {@link io.sockeye.socketserver.TCPServer} handles one
 * after the other, {@link io.sockeye.socketserver.ThreadingTCPServer} each in a thread, {@link io.sockeye.socketserver.ForkingTCPServer} each in
 * a process. The same goes for UDP and for UNIX sockets.
 */
@NullMarked
package io.sockeye.socketserver;

import org.jspecify.annotations.NullMarked;
