package io.sockeye.socketserver;

import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.SHUT_RDWR;
import static io.sockeye.bindings.SocketConstants.SOCK_SEQPACKET;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.Datagram;
import io.sockeye.ErrnoException;
import io.sockeye.Poll;
import io.sockeye.ReceivedMessage;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/** What a worker process of {@link ForkingMixIn} runs: requests, one after the other, until nobody is left to send any. */
final class WorkerMain {
    private static final byte[] DONE = {0};

    private final Socket control;
    private final Class<?> handler;

    private WorkerMain(Socket control, Class<?> handler) {
        this.control = control;
        this.handler = handler;
    }

    /** The arguments are the server's abstract address and the handler's class. */
    static void main(String[] arguments) throws Exception {
        var handler = Class.forName(arguments[1], true, ClassLoader.getSystemClassLoader());
        try (var control = new Socket(AF_UNIX, SOCK_SEQPACKET, 0)) {
            control.connect(SockaddrUn.abstractName(arguments[0]));
            Thread.ofPlatform().name("parent").daemon().start(() -> endWith(control));
            new WorkerMain(control, handler).work();
        }
    }

    /** In the middle of a request, too: it is the server's end, however it came. */
    private static void endWith(Socket control) {
        try (var poll = new Poll<Socket>()) {
            // Hang-ups come unasked; poll(2).
            poll.register(control, 0);
            poll.poll(null);
        } catch (ErrnoException e) {
            BaseServer.LOG.log(System.Logger.Level.ERROR, "the server is not watched", e);
        }
        Runtime.getRuntime().halt(0);
    }

    private void work() throws Exception {
        for (;;) {
            try (var message = control.recvFds(WorkerTask.MAX_BYTES, 1)) {
                if (message.data().length == 0) {
                    return;
                }
                control.send(handle(message));
            }
        }
    }

    /** Returns what went wrong, or that nothing did. */
    private byte[] handle(ReceivedMessage message) {
        try (var socket = message.descriptors().getFirst().socket()) {
            var task = WorkerTask.of(message.data());
            try {
                run(socket, task);
            } finally {
                if (task.datagram() == null) {
                    end(socket);
                }
            }
            return DONE;
        } catch (Throwable failure) {
            var text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text));
            var bytes = text.toString().getBytes(UTF_8);
            return Arrays.copyOf(bytes, Math.min(bytes.length, Worker.REPLY_BYTES));
        }
    }

    // The class is what the server was given: its generic type says what it takes.
    @SuppressWarnings("unchecked")
    private void run(Socket socket, WorkerTask task) throws Exception {
        var made = handler.getConstructor().newInstance();
        var datagram = task.datagram();
        if (datagram == null) {
            ((BaseRequestHandler<Socket>) made).run(new Request<>(socket, task.clientAddress()), socket, null);
        } else {
            ((BaseRequestHandler<Datagram>) made).run(new Request<>(datagram, task.clientAddress()), socket, null);
        }
    }

    /** The server has a descriptor of this connection too, so that a close is not its end. */
    private static void end(Socket connection) {
        try {
            connection.shutdown(SHUT_RDWR);
        } catch (ErrnoException e) {
            // ENOTCONN: it has ended already. EBADF: the handler has closed it.
        }
    }
}
