package io.sockeye.support;

import io.sockeye.Epoll;
import io.sockeye.Interfaces;
import io.sockeye.Poll;
import io.sockeye.Pollable;
import io.sockeye.Select;
import io.sockeye.Socket;
import io.sockeye.bindings.PollConstants;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A program for {@code StartingTest}: the first uses of the library, each of them twice. */
public final class StartingProgram {
    private interface Use {
        Object result() throws IOException;
    }

    private StartingProgram() {}

    public static void main(String[] arguments) {
        for (int time = 0; time < 2; time++) {
            print("socket", () -> {
                try (var socket = Socket.tcp()) {
                    return socket.fileno() > 2;
                }
            });
            print("pair", () -> {
                try (var pair = Socket.socketpair()) {
                    pair.first().sendall(new byte[] {1});
                    return pair.second().recv(1).length;
                }
            });
            print("poll", () -> {
                try (var poll = new Poll<Pollable>(); var pair = Socket.socketpair()) {
                    poll.register(pair.first(), PollConstants.POLLIN);
                    return poll.poll(Duration.ZERO).size();
                }
            });
            print("epoll", () -> {
                try (var epoll = Epoll.create()) {
                    return epoll.fileno() > 2;
                }
            });
            print("select", () -> Select.select(List.of(), List.of(), List.of(), Duration.ZERO).readable().size());
            print("interface", () -> Interfaces.ifNametoindex("lo") > 0);
        }
    }

    private static void print(String what, Use use) {
        try {
            System.out.println(what + ": " + use.result());
        } catch (IOException | LinkageError e) {
            System.out.println(what + ": " + e);
        }
    }
}
