package io.sockeye.examples;

import static io.sockeye.bindings.IcmpConstants.ICMP_ECHO;
import static io.sockeye.bindings.IcmpConstants.ICMP_ECHOREPLY;
import static io.sockeye.bindings.InetConstants.IPPROTO_ICMP;
import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static io.sockeye.bindings.SocketConstants.SOCK_RAW;

import io.sockeye.Socket;
import io.sockeye.TimedOutException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import picocli.CommandLine.Option;

/**
 * Sends echo requests to a host, and measures the round trip; icmp(7), raw(7). The next one is sent when the last one came back,
 * or after a second; one more at the start is not counted.
 *
 * <p>Run: {@code ./sockeye run ping --host 127.0.0.1}. It takes a group that {@code net.ipv4.ping_group_range} allows, or, with
 * {@code --raw}, CAP_NET_RAW. Compare: {@code ping 127.0.0.1}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/Ping.java}.
 */
final class Ping extends Listed {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int HEADER = 8;
    private static final int DATA = 56;

    @Option(names = "--host", description = "whom to ask: ${DEFAULT-VALUE}")
    String host = "127.0.0.1";

    @Option(names = "--count", description = "how often: ${DEFAULT-VALUE}")
    int count = 4;

    @Option(names = "--raw", description = "by SOCK_RAW, which shows all ICMP, instead of SOCK_DGRAM")
    boolean raw;

    Ping() {
        super("ping", "asks a host to answer by ICMP, and measures how long that takes");
    }

    static void main(String[] arguments) {
        Main.run("ping", arguments);
    }

    @Override
    public Integer call() throws IOException {
        int answers = 0;
        try (var socket = new Socket(AF_INET, raw ? SOCK_RAW : SOCK_DGRAM, IPPROTO_ICMP)) {
            socket.connect(host, 0);
            // The time of the first one is mostly that of Java, which links what it needs.
            ask(socket, 0);
            for (int sequence = 1; sequence <= count; sequence++) {
                answers += ask(socket, sequence) ? 1 : 0;
            }
        }
        IO.println(count + " sent, " + answers + " received");
        return answers > 0 || count == 0 ? 0 : 1;
    }

    private boolean ask(Socket socket, int sequence) throws IOException {
        int id = (int) ProcessHandle.current().pid() & 0xFFFF;
        long start = System.nanoTime();
        socket.settimeout(PATIENCE);
        socket.send(echo(id, sequence));
        for (;;) {
            var left = PATIENCE.minusNanos(System.nanoTime() - start);
            if (!left.isPositive()) {
                print(sequence, "no answer to icmp_seq=" + sequence);
                return false;
            }
            socket.settimeout(left);
            try {
                var packet = ByteBuffer.wrap(socket.recv(1 << 16));
                long nanos = System.nanoTime() - start;
                if (isReply(packet, id, sequence)) {
                    print(
                            sequence,
                            String.format(
                                    "%d bytes from %s: icmp_seq=%d time=%.3f ms",
                                    packet.remaining(), host, sequence, nanos / 1e6));
                    return true;
                }
            } catch (TimedOutException late) {
                // The loop says so.
            }
        }
    }

    private static void print(int sequence, String line) {
        if (sequence > 0) {
            IO.println(line);
        }
    }

    /** {@code struct icmphdr} with {@code un.echo}, and data behind it. */
    static byte[] echo(int id, int sequence) {
        var packet = ByteBuffer.allocate(HEADER + DATA);
        packet.put(0, (byte) ICMP_ECHO).putShort(4, (short) id).putShort(6, (short) sequence);
        for (int i = HEADER; i < packet.capacity(); i++) {
            packet.put(i, (byte) i);
        }
        // A datagram socket fills in the id, which is its port, and the checksum once more.
        return packet.putShort(2, (short) checksum(packet.array())).array();
    }

    /** Leaves {@code packet} at its ICMP header. */
    private boolean isReply(ByteBuffer packet, int id, int sequence) {
        if (raw && packet.hasRemaining()) {
            // A raw socket gives the IP header too: as many words as its first byte says.
            packet.position(Math.min((packet.get(0) & 0xF) * 4, packet.limit()));
        }
        return packet.remaining() >= HEADER
                && packet.get(packet.position()) == ICMP_ECHOREPLY
                && (!raw || packet.getShort(packet.position() + 4) == (short) id)
                && packet.getShort(packet.position() + 6) == (short) sequence;
    }

    /** The complement of the sum of all 16-bit words, in ones' complement; RFC 1071. */
    static int checksum(byte[] data) {
        long sum = 0;
        for (int i = 0; i < data.length; i++) {
            sum += (long) Byte.toUnsignedInt(data[i]) << (i % 2 == 0 ? Byte.SIZE : 0);
        }
        while (sum >>> Short.SIZE != 0) {
            sum = (sum & 0xFFFF) + (sum >>> Short.SIZE);
        }
        return (int) ~sum & 0xFFFF;
    }
}
