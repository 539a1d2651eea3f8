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

/** The program of a worker process of {@link ForkingMixIn}: handles requests, one after the other, until the server is gone. */
final class WorkerMain {
    private static final byte[] DONE = {0};

    private final Socket control;
    private final Class<?> handler;

    private WorkerMain(Socket control, Class<?> handler) {
        this.control = control;
        this.handler = handler;
    }

    /** The arguments are the server's abstract UNIX address and the name of the handler's class. */
    static void main(String[] arguments) throws Exception {
        ignoreInterrupts();
        var handler = Class.forName(arguments[1], true, ClassLoader.getSystemClassLoader());
        try (var control = new Socket(AF_UNIX, SOCK_SEQPACKET, 0)) {
            control.connect(SockaddrUn.abstractName(arguments[0]));
            Thread.ofPlatform().name("parent").daemon().start(() -> endWith(control));
            new WorkerMain(control, handler).work();
        }
    }

    /**
     * Ignores SIGINT, as the shell's trap in {@link WorkerCommand} does where there is a shell. By reflection, since an image without
     * jdk.unsupported has no such class; there a Control-C ends the worker.
     */
    private static void ignoreInterrupts() {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var action = Class.forName("sun.misc.SignalHandler");
            signal.getMethod("handle", signal, action)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"),
                            action.getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException e) {
            BaseServer.LOG.log(System.Logger.Level.DEBUG, "SIGINT is ignored only if a shell has started this process",
                    e);
        }
    }

    /** Ends this process as soon as the server has ended, also in the middle of a request. */
    private static void endWith(Socket control) {
        try (var poll = new Poll<Socket>()) {
            // POLLHUP is reported without being requested; poll(2).
            poll.register(control, 0);
            poll.poll(null);
        } catch (ErrnoException e) {
            BaseServer.LOG.log(System.Logger.Level.ERROR, "the end of the server would not be noticed", e);
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

    /** Returns the stack trace of what the handler threw, or {@link #DONE}. */
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

    // The server's constructor has checked by its generic type what the handler takes.
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

    /** Ends the connection. Closing this descriptor would not: the server has another one of it. */
    private static void end(Socket connection) {
        try {
            connection.shutdown(SHUT_RDWR);
        } catch (ErrnoException e) {
            // ENOTCONN: the peer has ended it. EBADF: the handler has closed it.
        }
    }
}
