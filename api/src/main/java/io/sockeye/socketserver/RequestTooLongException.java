package io.sockeye.socketserver;

import java.io.IOException;

/** A line or a datagram is longer than the server allows. */
public final class RequestTooLongException extends IOException {
    private static final long serialVersionUID = 1;

    RequestTooLongException(String message) {
        super(message);
    }
}
