package io.sockeye.benchmarks.wait;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A child process that measures: it reads a request, a line, and answers with a line of JSON. */
final class WaitProcess implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** After a lost datagram the child would wait indefinitely. */
    private static final long LONGEST_TURN_SECONDS = 180;

    private final List<String> command;
    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;

    /**
     * What a pass took.
     *
     * @param n sockets
     * @param a chains at a time
     * @param w how often a byte was sent on
     * @param bytes that were received
     * @param ns nanoseconds
     * @param cpu of the dispatching thread, in nanoseconds
     * @param all what was received by this pass and those before it that were to find w
     */
    record Answer(int n, int a, long w, long bytes, long ns, long cpu, long all) {}

    private WaitProcess(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        this.answers = process.inputReader();
        this.questions = process.outputWriter();
    }

    static WaitProcess start(List<String> command) throws IOException {
        var started = new WaitProcess(
                command, new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
        CompletableFuture.delayedExecutor(LONGEST_TURN_SECONDS, TimeUnit.SECONDS)
                .execute(started.process::destroyForcibly);
        return started;
    }

    long pid() {
        return process.pid();
    }

    Answer ask(int n, int a, Duration time) throws IOException {
        questions.write(n + " " + a + " " + time.toMillis() + "\n");
        questions.flush();
        var line = answers.readLine();
        if (line == null) {
            throw new IOException("no answer to n=" + n + ", a=" + a + " from " + command);
        }
        var answer = JSON.readValue(line, Answer.class);
        if (answer.bytes() != a + answer.w()) {
            throw new IOException("not all datagrams arrived: " + answer);
        }
        return answer;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
