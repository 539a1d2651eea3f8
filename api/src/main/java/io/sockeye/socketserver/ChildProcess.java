package io.sockeye.socketserver;

import io.sockeye.internal.poll.CloseSequence;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The process of a worker: how it ended, and what it has written to its standard error. Its standard output is this process's. */
final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final StderrTail stderr;

    private ChildProcess(Process process) {
        this.process = process;
        this.stderr = new StderrTail(process.getErrorStream(), process.pid());
    }

    static ChildProcess start(List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(Redirect.INHERIT)
                .redirectError(Redirect.PIPE)
                .start();
        try {
            return new ChildProcess(process);
        } catch (Throwable noThread) {
            process.destroyForcibly();
            throw noThread;
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Runs {@code action} in a virtual thread once the process has ended. */
    void onExit(Runnable action) {
        var _ = process.onExit().thenRunAsync(action, Thread.ofVirtual().name("worker-end")::start);
    }

    /** {@code ", with exit status 1; its standard error ends with: …"}; waits a second for the process to end. */
    String describeEnd() {
        var text = new StringBuilder();
        try {
            if (process.waitFor(1, TimeUnit.SECONDS)) {
                text.append(", with exit status ").append(process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var written = stderr.text();
        return written.isEmpty()
                ? text.append("; it wrote nothing to its standard error").toString()
                : text.append("; its standard error ends with: ").append(written).toString();
    }

    /** Kills the process; does not wait for its end. */
    @Override
    public void close() {
        CloseSequence.run(process::destroyForcibly, stderr::close);
    }
}
