package io.sockeye.socketserver;

import io.sockeye.Sockaddr;
import org.jspecify.annotations.Nullable;

/** What a handler of a test has, whether it is one of streams or of datagrams. */
interface Talk {
    /** What a handler does with it. */
    interface Script {
        void play(Talk talk) throws Exception;
    }

    /** The request's next line; null at the end. */
    @Nullable String line() throws Exception;

    void answer(String line) throws Exception;

    Object asked();

    Sockaddr by();

    BaseServer<?> at();
}
