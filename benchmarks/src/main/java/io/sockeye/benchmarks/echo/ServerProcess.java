package io.sockeye.benchmarks.echo;

import io.sockeye.benchmarks.measure.ProcessorTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An echo server in a process of its own, which ends when this object is closed or this process ends. */
final class ServerProcess implements AutoCloseable {
    private static final int LISTENS_SECONDS = 30;
    private static final int ENDS_SECONDS = 5;

    private final Process process;
    private final Path errors;
    private final Thread hook;
    private final int port;

    private ServerProcess(Process process, Path errors, int port) throws IOException {
        this.process = process;
        this.errors = errors;
        this.hook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(hook);
        this.port = port == 0 ? awaitPort() : port;
    }

    /** Returns when it has said on which port. */
    static ServerProcess listening(List<String> command) throws IOException {
        return started(command, 0);
    }

    /** Returns at once. It will listen on the port that it was given. */
    static ServerProcess started(List<String> command, int port) throws IOException {
        var errors = Files.createTempFile("echo-server", ".log");
        try {
            var process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
            return new ServerProcess(process, errors, port);
        } catch (IOException e) {
            Files.deleteIfExists(errors);
            throw e;
        }
    }

    private int awaitPort() throws IOException {
        try {
            var line =
                    CompletableFuture.supplyAsync(this::readLine).orTimeout(LISTENS_SECONDS, TimeUnit.SECONDS).join();
            if (line == null || !line.startsWith("port ")) {
                // Its output ends a little before it does.
                ended();
                throw new IOException("said " + line + " and not its port");
            }
            return Integer.parseInt(line.substring("port ".length()));
        } catch (CompletionException | IOException e) {
            var failure = failure(e);
            end();
            throw failure;
        }
    }

    private @Nullable String readLine() {
        try {
            return process.inputReader().readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the loopback interface. */
    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** What all of its threads have used of the processor. */
    long processorNanos() throws IOException {
        return ProcessorTime.ofProcess(pid());
    }

    /** What to throw when a client of it has failed: the server's own words are in it. */
    IOException failure(Throwable cause) throws IOException {
        var status = process.isAlive() ? "runs" : "ended with " + process.exitValue();
        return new IOException(
                "the echo server " + status + ": " + cause.getMessage() + "; " + Files.readString(errors).strip(),
                cause);
    }

    /** Ends it, and waits until it has ended. */
    @Override
    public void close() throws IOException {
        end();
    }

    private void end() throws IOException {
        process.destroy();
        if (!ended()) {
            process.destroyForcibly();
            if (!ended()) {
                throw new IOException("process " + pid() + " does not end");
            }
        }
        removeHook();
        Files.deleteIfExists(errors);
    }

    private boolean ended() {
        process.onExit().completeOnTimeout(process, ENDS_SECONDS, TimeUnit.SECONDS).join();
        return !process.isAlive();
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException thisEnds) {
            // The hook runs already, and its process has ended.
            return;
        }
    }
}
