package io.sockeye.support;

import static io.sockeye.bindings.FileConstants.O_RDWR;
import static io.sockeye.bindings.SocketConstants.MSG_WAITALL;

import io.sockeye.Message;
import io.sockeye.MessageBatch;
import io.sockeye.OpenFile;
import io.sockeye.Socket;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/** Every call that waits for what comes in. Each returns how many bytes, or datagrams, came. */
// A lambda without a state of its own.
@SuppressWarnings("ImmutableEnumChecker")
public enum ReceiveCall {
    RECV_ARRAY(false, socket -> socket.recv(new byte[8])),
    RECV_NEW_ARRAY(false, socket -> socket.recv(8).length),
    RECV_SEGMENT(false, socket -> socket.recv(MemorySegment.ofArray(new byte[8]))),
    RECV_DIRECT_BUFFER(false, socket -> socket.recv(ByteBuffer.allocateDirect(8))),
    RECV_HEAP_BUFFER(false, socket -> socket.recv(ByteBuffer.allocate(8))),
    RECV_BUFFERS(false, socket -> socket.recv(new ByteBuffer[] {ByteBuffer.allocate(1), ByteBuffer.allocateDirect(8)})),
    RECV_WAITALL(false, socket -> socket.recv(new byte[1], 0, 1, MSG_WAITALL)),
    RECVFROM(false, socket -> socket.recvfrom(8).length()),
    RECVFROM_SEGMENT(false, socket -> socket.recvfrom(MemorySegment.ofArray(new byte[8]), 0).length()),
    RECVFROM_BUFFER(false, socket -> socket.recvfrom(ByteBuffer.allocate(8)).length()),
    RECVMSG(false, socket -> {
        try (var message = Message.allocate(8)) {
            return socket.recvmsg(message);
        }
    }),
    RECVMSG_ANCILLARY(false, socket -> {
        try (var message = socket.recvmsg(8, 64)) {
            return message.data().length;
        }
    }),
    RECVMMSG(false, socket -> {
        try (var batch = new MessageBatch(2, 8)) {
            return socket.recvmmsg(batch, 0);
        }
    }),
    RECV_FDS(false, socket -> {
        try (var message = socket.recvFds(8, 1)) {
            return message.data().length;
        }
    }),
    MAKEFILE_STREAM(true, socket -> socket.makefile().inputStream().read(new byte[8])),
    MAKEFILE_CHANNEL(true, socket -> socket.makefile().read(ByteBuffer.allocate(8))),
    RECVFILE(true, socket -> {
        var path = Files.createTempFile("recvfile", "");
        try (var file = OpenFile.open(path, O_RDWR)) {
            return socket.recvfile(file, 0, 1);
        } finally {
            Files.delete(path);
        }
    });

    public interface Call {
        long on(Socket socket) throws IOException;
    }

    private final boolean onlyStreams;
    private final Call call;

    ReceiveCall(boolean onlyStreams, Call call) {
        this.onlyStreams = onlyStreams;
        this.call = call;
    }

    public static List<ReceiveCall> of(boolean stream) {
        return Arrays.stream(values()).filter(each -> stream || !each.onlyStreams).toList();
    }

    public long on(Socket socket) throws IOException {
        return call.on(socket);
    }
}
