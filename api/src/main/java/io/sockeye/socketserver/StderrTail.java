package io.sockeye.socketserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Copies the standard error of a worker to that of this process, and keeps its last bytes for messages. */
final class StderrTail {
    /** Room for an exception and its stack trace. */
    private static final int KEPT_BYTES = 4096;

    private static final int PATIENCE_MILLIS = 1000;

    private final InputStream stderr;
    private final Thread copier;

    // Guarded by this.
    private byte[] tail = new byte[0];

    /** Starts the copying thread. {@code stderr} is closed at its end, or by {@link #close}. */
    StderrTail(InputStream stderr, long pid) {
        this.stderr = stderr;
        this.copier = Thread.ofPlatform().name("worker-stderr-" + pid).daemon().unstarted(this::copy);
        copier.start();
    }

    private void copy() {
        // Never closed: the descriptor is the process's own. Not System.err, since an inherited descriptor would not go there either.
        var out = new FileOutputStream(FileDescriptor.err);
        boolean writes = true;
        var buffer = new byte[KEPT_BYTES];
        try (stderr) {
            for (int count = stderr.read(buffer); count >= 0; count = stderr.read(buffer)) {
                keep(buffer, count);
                writes = writes && write(out, buffer, count);
            }
        } catch (IOException closed) {
            // By close, after the process was ended.
            return;
        }
    }

    /** Without a standard error of this process the worker's is still read, so that the worker does not block. */
    private static boolean write(FileOutputStream out, byte[] buffer, int count) {
        try {
            out.write(buffer, 0, count);
            return true;
        } catch (IOException e) {
            BaseServer.LOG.log(System.Logger.Level.DEBUG, "the standard error of a worker is not copied any more", e);
            return false;
        }
    }

    private synchronized void keep(byte[] buffer, int count) {
        var joined = Arrays.copyOf(tail, tail.length + count);
        System.arraycopy(buffer, 0, joined, tail.length, count);
        tail = Arrays.copyOfRange(joined, Math.max(0, joined.length - KEPT_BYTES), joined.length);
    }

    /** The end of what was written; after the process has ended, all of it has been read. */
    String text() {
        boolean interrupted = false;
        try {
            // The pipe stays open if the worker has left processes behind.
            copier.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            return new String(tail, UTF_8).strip();
        }
    }

    void close() {
        try {
            stderr.close();
        } catch (IOException e) {
            // The pipe was only read from, and close(2) names no error that would leave it open.
            BaseServer.LOG.log(System.Logger.Level.DEBUG, "closing the standard error of a worker", e);
        }
    }
}
