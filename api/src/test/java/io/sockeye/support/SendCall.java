package io.sockeye.support;

import static io.sockeye.bindings.FileConstants.O_RDONLY;

import io.sockeye.Message;
import io.sockeye.MessageBatch;
import io.sockeye.OpenFile;
import io.sockeye.Socket;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;

/** Every call of a stream socket that waits for room to send into. */
// A lambda without a state of its own.
@SuppressWarnings("ImmutableEnumChecker")
public enum SendCall {
    SEND_ARRAY(socket -> socket.send(new byte[8])),
    SEND_SEGMENT(socket -> socket.send(MemorySegment.ofArray(new byte[8]))),
    SEND_DIRECT_BUFFER(socket -> socket.send(ByteBuffer.allocateDirect(8))),
    SEND_BUFFERS(socket -> socket.send(new ByteBuffer[] {ByteBuffer.allocate(1), ByteBuffer.allocateDirect(8)})),
    SENDALL(socket -> {
        socket.sendall(new byte[8]);
        return 8;
    }),
    SENDMSG(socket -> {
        try (var message = Message.of(ByteBuffer.allocate(8))) {
            return socket.sendmsg(message);
        }
    }),
    SENDMSG_ARRAY(socket -> socket.sendmsg(new byte[8])),
    SENDMMSG(socket -> {
        try (var batch = new MessageBatch(1, 8)) {
            batch.lengthOfAll(8);
            return socket.sendmmsg(batch, 0, 1, 0);
        }
    }),
    MAKEFILE_STREAM(socket -> {
        socket.makefile().outputStream().write(new byte[8]);
        return 8;
    }),
    SENDFILE(socket -> {
        var path = Files.write(Files.createTempFile("sendfile", ""), new byte[8]);
        try (var file = OpenFile.open(path, O_RDONLY)) {
            return socket.sendfile(file, 0, 8);
        } finally {
            Files.delete(path);
        }
    });

    private final ReceiveCall.Call call;

    SendCall(ReceiveCall.Call call) {
        this.call = call;
    }

    public long on(Socket socket) throws IOException {
        return call.on(socket);
    }
}
