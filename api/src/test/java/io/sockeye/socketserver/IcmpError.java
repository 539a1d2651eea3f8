package io.sockeye.socketserver;

import static io.sockeye.bindings.InetConstants.IPPROTO_ICMP;
import static io.sockeye.bindings.InetConstants.IPPROTO_UDP;
import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.SOCK_RAW;
import static org.junit.jupiter.api.Assumptions.abort;

import io.sockeye.PermissionException;
import io.sockeye.Sockaddr;
import io.sockeye.SockaddrIn;
import io.sockeye.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;

/** ICMP errors about a datagram that a UDP socket is said to have sent; icmp(7), RFC 792. */
final class IcmpError {
    private static final byte DESTINATION_UNREACHABLE = 3;

    /** Type, code, checksum and MTU; then the datagram's headers. */
    private static final int HEADER_BYTES = 8;

    private static final int IP_BYTES = 20;
    private static final int UDP_BYTES = 8;

    private IcmpError() {}

    /** Sends ICMP_DEST_UNREACH with {@code code} to the sender, about a datagram to a port of its own host. */
    static void send(int code, SockaddrIn sender) throws IOException {
        var packet = ByteBuffer.allocate(HEADER_BYTES + IP_BYTES + UDP_BYTES);
        packet.put(DESTINATION_UNREACHABLE).put((byte) code).putShort((short) 0).putInt(1500);
        packet.put((byte) 0x45).put((byte) 0).putShort((short) (IP_BYTES + UDP_BYTES)).putInt(0);
        packet.put((byte) 64).put((byte) IPPROTO_UDP).putShort((short) 0);
        packet.putInt(sender.address()).putInt(sender.address());
        packet.putShort((short) sender.port()).putShort((short) 9).putInt(0);
        packet.putShort(2, checksum(packet.array()));
        try (var raw = new Socket(AF_INET, SOCK_RAW, IPPROTO_ICMP)) {
            raw.sendto(packet.array(), Sockaddr.of("127.0.0.1", 0));
        } catch (PermissionException e) {
            abort("a raw socket takes CAP_NET_RAW: " + e.getMessage());
        }
    }

    /** RFC 1071. */
    private static short checksum(byte[] bytes) {
        var words = ByteBuffer.wrap(bytes);
        int sum = 0;
        while (words.hasRemaining()) {
            sum += Short.toUnsignedInt(words.getShort());
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        return (short) ~(sum + (sum >>> 16));
    }
}
