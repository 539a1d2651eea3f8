package io.sockeye.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Two FIFOs over which perf is told when to count, and answers; perf-stat(1), {@code --control}. */
final class PerfControl implements AutoCloseable {
    private final Path folder;
    private final Path commands;
    private final Path answers;
    private final RandomAccessFile toPerf;
    private final RandomAccessFile fromPerf;

    PerfControl() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("sockeye-perf");
        commands = folder.resolve("commands");
        answers = folder.resolve("answers");
        var mkfifo = new ProcessBuilder("mkfifo", commands.toString(), answers.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!mkfifo.waitFor(10, TimeUnit.SECONDS) || mkfifo.exitValue() != 0) {
            throw new IOException("mkfifo failed in " + folder);
        }
        // For reading and writing neither open waits for the other side; fifo(7).
        toPerf = new RandomAccessFile(commands.toFile(), "rw");
        fromPerf = new RandomAccessFile(answers.toFile(), "rw");
    }

    String option() {
        return "--control=fifo:" + commands + "," + answers;
    }

    /** Who waits for an answer gets one from here when perf has ended. */
    void watch(Process perf) {
        var _ = perf.onExit().thenRun(() -> {
            try {
                fromPerf.write("ended\n".getBytes(US_ASCII));
            } catch (IOException closed) {
                // Nobody waits any more.
            }
        });
    }

    /** {@code enable} or {@code disable}; perf has done it when this returns. */
    void tell(String command) throws IOException {
        toPerf.write((command + "\n").getBytes(US_ASCII));
        // perf ends its answer with a NUL, which is then the first character of the next one.
        var answer = fromPerf.readLine();
        if (answer == null || !answer.replace("\0", "").equals("ack")) {
            throw new IOException("perf did not " + command + ": " + answer);
        }
    }

    @Override
    public void close() throws IOException {
        try (toPerf; fromPerf) {
            Files.deleteIfExists(commands);
            Files.deleteIfExists(answers);
            Files.deleteIfExists(folder);
        }
    }
}
