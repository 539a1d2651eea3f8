package io.sockeye.socketserver;

import io.sockeye.Sockaddr;

/**
 * Something to handle, as {@link BaseServer#getRequest} returns it.
 *
 * @param <R> a {@link io.sockeye.Socket} or a {@link io.sockeye.Datagram}
 * @param request the connection, or the datagram
 * @param clientAddress who sent it
 */
public record Request<R>(R request, Sockaddr clientAddress) {}
