package io.sockeye.benchmarks.echo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;

/** Echo by java.nio's {@code Selector}, with a consumer that it calls for each key. */
final class EchoNioConsumer implements Consumer<SelectionKey> {
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(EchoMain.BUFFER_BYTES);

    private EchoNioConsumer() {}

    static void serve(int port) throws IOException {
        var selector = Selector.open();
        var echo = new EchoNioConsumer();
        NioConnection.listen(port, selector);
        while (true) {
            selector.select(echo);
        }
    }

    @Override
    public void accept(SelectionKey key) {
        try {
            NioConnection.serve(key, buffer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
