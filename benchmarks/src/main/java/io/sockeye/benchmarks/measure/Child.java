package io.sockeye.benchmarks.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A child process that reads commands and answers, line by line. It ends with its input, at the latest when this object is closed.
 */
public final class Child implements AutoCloseable {
    private static final long LIMIT_SECONDS = 60;

    private final List<String> command;
    private final Process process;
    private final BufferedWriter input;
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();

    public Child(List<String> command) throws IOException {
        this.command = command;
        this.process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        this.input = process.outputWriter(UTF_8);
        Thread.ofVirtual().name("answers").start(this::read);
    }

    private void read() {
        try (var output = process.inputReader(UTF_8)) {
            output.lines().map(Optional::of).forEach(answers::add);
        } catch (IOException | UncheckedIOException destroyed) {
            // The thread that destroyed the process expects no further answer.
        } finally {
            answers.add(Optional.empty());
        }
    }

    public long pid() {
        return process.pid();
    }

    public void tell(String line) throws IOException {
        input.write(line);
        input.newLine();
        input.flush();
    }

    /** The numbers of the next line after its first word, which must be this. */
    public long[] answer(String word) throws IOException, InterruptedException {
        var line = answers.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (line == null || line.isEmpty() || !(line.get() + " ").startsWith(word + " ")) {
            throw new IOException(command + " answered " + line + " and not " + word);
        }
        var words = line.get().split(" ", -1);
        var numbers = new long[words.length - 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Long.parseLong(words[i + 1]);
        }
        return numbers;
    }

    /** Ends its input, and throws if it does not end well. */
    public void finish() throws IOException, InterruptedException {
        input.close();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(command + " did not end with 0");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
