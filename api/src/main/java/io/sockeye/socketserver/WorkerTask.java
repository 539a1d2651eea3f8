package io.sockeye.socketserver;

import io.sockeye.Datagram;
import io.sockeye.Sockaddr;
import io.sockeye.SockaddrIn6;
import io.sockeye.SockaddrIn;
import io.sockeye.SockaddrUn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A request as it is sent to a worker process. Its descriptor is sent along as SCM_RIGHTS.
 *
 * @param clientAddress the address of the client
 * @param datagram null for a connection
 */
record WorkerTask(Sockaddr clientAddress, @Nullable Datagram datagram) {
    /** More than the largest datagram and an address take. */
    static final int MAX_BYTES = 1 << 17;

    private static final int IN = 1;
    private static final int IN6 = 2;
    private static final int UN = 3;

    static WorkerTask of(Request<?> request) {
        return new WorkerTask(request.clientAddress(),
                request.request() instanceof Datagram datagram ? datagram : null);
    }

    byte[] toBytes() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        switch (clientAddress) {
            case SockaddrIn in -> {
                out.writeByte(IN);
                out.writeInt(in.address());
                out.writeShort(in.port());
            }
            case SockaddrIn6 in6 -> {
                out.writeByte(IN6);
                out.writeLong(in6.high());
                out.writeLong(in6.low());
                out.writeShort(in6.port());
                out.writeInt(in6.flowinfo());
                out.writeInt(in6.scopeId());
            }
            case SockaddrUn un -> {
                out.writeByte(UN);
                out.writeByte(un.bytes().length);
                out.write(un.bytes());
            }
            default ->
                throw new IOException("worker processes take no requests of this address family: " + clientAddress);
        }
        out.writeBoolean(datagram != null);
        if (datagram != null) {
            out.writeInt(datagram.data().length);
            out.write(datagram.data());
        }
        return bytes.toByteArray();
    }

    static WorkerTask of(byte[] bytes) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        var address = switch (in.readByte()) {
            case IN -> new SockaddrIn(in.readInt(), in.readUnsignedShort());
            case IN6 ->
                new SockaddrIn6(in.readLong(), in.readLong(), in.readUnsignedShort(), in.readInt(), in.readInt());
            default -> SockaddrUn.of(in.readNBytes(in.readUnsignedByte()));
        };
        if (!in.readBoolean()) {
            return new WorkerTask(address, null);
        }
        var data = in.readNBytes(in.readInt());
        return new WorkerTask(address, new Datagram(data, data.length, address));
    }
}
