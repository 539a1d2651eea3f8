package io.sockeye.examples;

import static io.sockeye.bindings.ErrnoConstants.EINPROGRESS;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static io.sockeye.bindings.SocketConstants.AF_UNSPEC;
import static io.sockeye.bindings.SocketConstants.SOCK_NONBLOCK;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_ERROR;

import io.sockeye.AddressInfo;
import io.sockeye.Errno;
import io.sockeye.ErrnoException;
import io.sockeye.Resolver;
import io.sockeye.Select;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * A name has several addresses, and one of them may be dead. They are tried IPv6 and IPv4 in turn, each a quarter of a second after the
 * one before or at once when that has failed, and the first that is connected is taken; RFC 8305.
 *
 * <p>Run: {@code ./sockeye run happy-eyeballs --host localhost}. Try it with {@code nc -l 127.0.0.1 9999} in another terminal.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/HappyEyeballs.java}.
 */
public final class HappyEyeballs {
    private static final Duration DELAY = Duration.ofMillis(250);
    private static final int MOST_ROUNDS = 40;

    private HappyEyeballs() {}

    static void main(String[] arguments) {
        Main.run("happy-eyeballs", arguments);
    }

    static void run(String host, int port) throws IOException {
        try (var socket = connect(host, port)) {
            IO.println("connected to " + socket.getpeername());
        }
    }

    private static Socket connect(String host, int port) throws IOException {
        var addresses = inTurn(Resolver.getaddrinfo(host, Integer.toString(port), AF_UNSPEC, SOCK_STREAM, 0, 0));
        var trying = new LinkedHashMap<Socket, Sockaddr>();
        try {
            // When all are begun, ten seconds are enough.
            for (int round = 0; round < MOST_ROUNDS && !(addresses.isEmpty() && trying.isEmpty()); round++) {
                if (!addresses.isEmpty()) {
                    begin(addresses.remove(), trying);
                }
                if (trying.isEmpty()) {
                    continue;
                }
                for (var socket : Select.select(List.of(), trying.keySet(), List.of(), DELAY).writable()) {
                    int errno = socket.getsockopt(SOL_SOCKET, SO_ERROR);
                    var address = trying.remove(socket);
                    if (errno == 0) {
                        return socket;
                    }
                    IO.println(address + ": " + new Errno(errno));
                    socket.close();
                }
            }
        } finally {
            trying.keySet().forEach(Socket::close);
        }
        throw new IOException("no server answers at any address of " + host + " with port " + port);
    }

    private static void begin(AddressInfo info, Map<Socket, Sockaddr> trying) {
        IO.println("trying " + info.address());
        try {
            var socket = new Socket(info.family(), info.type() | SOCK_NONBLOCK, info.protocol());
            int errno = socket.connectEx(info.address());
            if (errno == 0 || errno == EINPROGRESS) {
                trying.put(socket, info.address());
            } else {
                // ENETUNREACH: this machine has no way to any address of that family.
                IO.println(info.address() + ": " + new Errno(errno));
                socket.close();
            }
        } catch (ErrnoException e) {
            // EAFNOSUPPORT: or it does not even know the family.
            IO.println(info.address() + ": " + e.getMessage());
        }
    }

    private static Queue<AddressInfo> inTurn(List<AddressInfo> all) {
        var six = new ArrayList<>(all.stream().filter(info -> info.family() == AF_INET6).toList());
        var others = new ArrayList<>(all.stream().filter(info -> info.family() != AF_INET6).toList());
        var turns = new ArrayDeque<AddressInfo>();
        while (!six.isEmpty() || !others.isEmpty()) {
            for (var family : List.of(six, others)) {
                if (!family.isEmpty()) {
                    turns.add(family.removeFirst());
                }
            }
        }
        return turns;
    }
}
