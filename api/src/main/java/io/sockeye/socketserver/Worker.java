package io.sockeye.socketserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.BrokenPipeException;
import io.sockeye.ConnectionResetException;
import io.sockeye.ErrnoException;
import io.sockeye.Socket;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A process that handles one request at a time, as the server sees it. */
final class Worker implements AutoCloseable {
    /** Room for what a handler's exception says. */
    static final int REPLY_BYTES = 1 << 16;

    private final Process process;
    private final Socket control;
    private volatile boolean dead;

    Worker(Process process, Socket control) {
        this.process = process;
        this.control = control;
    }

    long pid() {
        return process.pid();
    }

    boolean isDead() {
        return dead;
    }

    /** Lets {@code action} be run when the process has ended, in a thread of its own. */
    void onExit(Runnable action) {
        var _ = process.onExit().thenRunAsync(action, Thread.ofVirtual().name("worker-end")::start);
    }

    /** Returns when the request has ended; false if the worker had died before and does not know of it. */
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
            dead = true;
            throw new IOException("worker process " + pid() + " has died", e);
        }
        if (reply.length == 0) {
            dead = true;
            throw new IOException("worker process " + pid() + " has died" + status());
        }
        if (reply.length > 1) {
            throw new IOException("in worker process " + pid() + ": " + new String(reply, UTF_8).strip());
        }
        return true;
    }

    private String status() {
        try {
            return process.waitFor(1, TimeUnit.SECONDS) ? ", with status " + process.exitValue() : "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** It ends by itself when it sees that nobody is at the other end; this does not wait for it. */
    @Override
    public void close() {
        dead = true;
        control.close();
        process.destroyForcibly();
    }
}
