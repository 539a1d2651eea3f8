package io.sockeye.socketserver;

import java.io.IOException;

/** A request took longer than {@link BaseServer#requestLimit}. Its cause is the exception that the handler got. */
public final class RequestTimeoutException extends IOException {
    private static final long serialVersionUID = 1;

    RequestTimeoutException(String message, Throwable cause) {
        super(message, cause);
    }
}
