package io.sockeye.benchmarks.echo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;

/** Echo by java.nio's {@code Selector} and its set of selected keys. */
final class EchoNio {
    private EchoNio() {}

    static void serve(int port) throws IOException {
        var selector = Selector.open();
        var buffer = ByteBuffer.allocateDirect(EchoMain.BUFFER_BYTES);
        NioConnection.listen(port, selector);
        while (true) {
            selector.select();
            var keys = selector.selectedKeys();
            for (var key : keys) {
                NioConnection.serve(key, buffer);
            }
            keys.clear();
        }
    }
}
