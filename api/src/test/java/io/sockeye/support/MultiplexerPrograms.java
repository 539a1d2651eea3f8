package io.sockeye.support;

import static io.sockeye.bindings.EpollConstants.EPOLLET;
import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.PollConstants.POLLIN;

import io.sockeye.Epoll;
import io.sockeye.Poll;
import io.sockeye.Select;
import io.sockeye.Socket;
import io.sockeye.SocketPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A program for {@code VirtualThreadsTest}: virtual threads that wait in select, poll and epoll, on one carrier. */
public final class MultiplexerPrograms {
    private MultiplexerPrograms() {}

    /** One of them. */
    private enum Waits {
        SELECT {
            @Override
            Object on(Socket socket) throws Exception {
                return Select.select(List.of(socket), List.of(), List.of(socket), null).readable().getFirst();
            }
        },
        POLL {
            @Override
            Object on(Socket socket) throws Exception {
                try (var poll = new Poll<Socket>()) {
                    poll.register(socket, POLLIN);
                    return poll.poll(null).getFirst().item();
                }
            }
        },
        EPOLL {
            @Override
            Object on(Socket socket) throws Exception {
                try (var epoll = Epoll.create()) {
                    epoll.add(socket, EPOLLIN | EPOLLET, 0);
                    return epoll.poll(null).iterator().next().item();
                }
            }
        };

        abstract Object on(Socket socket) throws Exception;
    }

    public static void run(int threads) throws Exception {
        var pairs = new ArrayList<SocketPair>();
        var waiting = new ArrayList<ThreadedCall<Object>>();
        for (int i = 0; i < threads; i++) {
            var pair = Socket.socketpair();
            var waits = Waits.values()[i % Waits.values().length];
            pairs.add(pair);
            waiting.add(ThreadedCall.onVirtualThread(() -> waits.on(pair.first())));
        }
        while (waiting.stream().anyMatch(wait -> wait.thread().getState() != Thread.State.WAITING)) {
            Thread.sleep(10);
        }
        System.out.println("waiting=" + waiting.size());
        ChildPrograms.tick(Duration.ofSeconds(2), null);
        System.out.println("ended.before=" + waiting.stream().filter(wait -> !wait.thread().isAlive()).count());
        for (var pair : pairs) {
            pair.second().send(new byte[1]);
        }
        int right = 0;
        for (int i = 0; i < threads; i++) {
            right += waiting.get(i).result() == pairs.get(i).first() ? 1 : 0;
        }
        System.out.println("right=" + right);
    }
}
