package io.sockeye.lab;

import static io.sockeye.bindings.SocketConstants.MSG_PEEK;
import static io.sockeye.bindings.SocketConstants.MSG_WAITALL;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sockeye.SockaddrIn;
import io.sockeye.Socket;
import java.io.IOException;

/** Myth: one send is one recv. A stream has no messages. */
final class OneSendOneRecv {
    static final Myth MYTH = new Myth(
            "one-send-one-recv",
            "What is sent by one send is received by one recv.",
            "\"Isn't recv in C blocking\" on Stack Overflow",
            new Myth.Question(
                    "A TCP client calls send three times with 5 bytes each. All have arrived. "
                            + "What does a recv with room for 100 bytes return?",
                    2,
                    "5: the first send",
                    "15: all that is there",
                    "100: it waits until the room is full"),
            new Myth.Explanation(
                    """
                            TCP carries bytes, and no bounds between them: recv takes what has come, here all three at once.
                            It could have been any number from 1 to 15, had less arrived; and a recv with less room takes a part.
                            So the program has to say where a message ends: by its length in front, or by a mark at its end.
                            MSG_WAITALL waits for a known length.""",
                    "tcp(7)", "DESCRIPTION"),
            OneSendOneRecv::run);

    record Seen(int sends, int bytesOfTheFirstRecv, int recvsForOneSendWithRoomForTwo) implements Facts {
        @Override
        public int answer() {
            return bytesOfTheFirstRecv == 5 ? 1 : bytesOfTheFirstRecv == 15 ? 2 : 0;
        }
    }

    private OneSendOneRecv() {}

    private static Seen run(Workbench bench) throws IOException {
        var server = bench.open(Socket.createServer(SockaddrIn.of("127.0.0.1", 0)));
        var client = bench.open(Socket.tcp().connect(server.getsockname()));
        var accepted = bench.open(server.accept());
        for (var word : new String[] {"first", "then,", "last."}) {
            client.send(word.getBytes(US_ASCII));
        }
        bench.transcript.note("until all have arrived: MSG_PEEK takes nothing away");
        accepted.recv(15, MSG_PEEK | MSG_WAITALL);
        int first = accepted.recv(100).length;

        bench.transcript.note("one send, and recvs with room for two");
        client.send("again".getBytes(US_ASCII));
        accepted.recv(5, MSG_PEEK | MSG_WAITALL);
        int recvs = 0;
        for (int got = 0; got < 5; recvs++) {
            got += accepted.recv(2).length;
        }
        return new Seen(3, first, recvs);
    }
}
