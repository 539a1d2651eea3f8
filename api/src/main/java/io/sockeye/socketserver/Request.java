package io.sockeye.socketserver;

import io.sockeye.Sockaddr;

/**
 * One request, as {@link BaseServer#getRequest} returns it.
 *
 * @param <R> a {@link io.sockeye.Socket} or a {@link io.sockeye.Datagram}
 * @param request the connection, or the datagram
 * @param clientAddress the address of the client; {@link io.sockeye.SockaddrUn#UNNAMED} if it has none
 */
public record Request<R>(R request, Sockaddr clientAddress) {}
