package io.sockeye.socketserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.internal.poll.CloseSequence;
import io.sockeye.BrokenPipeException;
import io.sockeye.ConnectionResetException;
import io.sockeye.ErrnoException;
import io.sockeye.Socket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A worker process that handles one request at a time, as the server sees it. */
final class Worker implements AutoCloseable {
    /** Room for the stack trace of a handler's exception. */
    static final int REPLY_BYTES = 1 << 16;

    private final ChildProcess process;
    private final Socket control;
    private volatile boolean dead;

    Worker(ChildProcess process, Socket control) {
        this.process = process;
        this.control = control;
    }

    boolean isDead() {
        return dead;
    }

    /** Runs {@code action} in a virtual thread once the process has ended. */
    void onExit(Runnable action) {
        process.onExit(action);
    }

    /** Returns once the request has ended; false if the worker had died before, and has not seen it. */
    boolean handle(Socket socket, byte[] task) throws IOException {
        try {
            control.sendFds(task, socket);
        } catch (BrokenPipeException | ConnectionResetException e) {
            dead = true;
            return false;
        }
        byte[] reply;
        try {
            reply = control.recv(REPLY_BYTES);
        } catch (ErrnoException e) {
            throw died(e);
        }
        if (reply.length == 0) {
            throw died(null);
        }
        if (reply.length > 1) {
            throw new IOException("in worker process " + process.pid() + ": " + new String(reply, UTF_8).strip());
        }
        return true;
    }

    private IOException died(@Nullable ErrnoException cause) {
        dead = true;
        return new IOException("worker process " + process.pid() + " has died" + process.describeEnd(), cause);
    }

    /** Kills the process; does not wait for its end. */
    @Override
    public void close() {
        dead = true;
        CloseSequence.run(control::close, process::close);
    }
}
