package io.sockeye.benchmarks.file;

import static io.sockeye.bindings.SocketConstants.SHUT_WR;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilePeerTest {
    private static final int BLOCK = 1 << 20;

    @Test
    void blocksInAnotherOrderHaveAnotherChecksum() throws Exception {
        try (var peer = new FilePeer(2 * BLOCK)) {
            var blocks = new ArrayDeque<ByteBuffer>();
            peer.writeBlocks(bytes -> {
                int count = bytes.remaining();
                blocks.add(ByteBuffer.allocate(count).put(bytes).flip());
                return count;
            });
            assertThat(checksum(List.copyOf(blocks))).isEqualTo(peer.checksum());
            assertThat(checksum(List.copyOf(blocks).reversed())).isNotEqualTo(peer.checksum());
        }
    }

    @Test
    void whatIsSentIsCountedAndChecked() throws Exception {
        try (var peer = new FilePeer(BLOCK);
                var socket = Socket.tcp()) {
            var seen = peer.receives(true);
            socket.connect(Sockaddr.of("127.0.0.1", peer.port())).sendall(new byte[3]);
            socket.shutdown(SHUT_WR);
            assertThat(FilePeer.result(seen).bytes()).isEqualTo(3);
        }
    }

    private static long checksum(List<ByteBuffer> blocks) throws Exception {
        var left = new ArrayDeque<ByteBuffer>();
        blocks.forEach(block -> left.add(block.duplicate()));
        return FilePeer.read(
                bytes -> {
                    var block = left.poll();
                    if (block == null) {
                        return -1;
                    }
                    bytes.put(block);
                    return bytes.position();
                },
                true)
                .checksum();
    }
}
