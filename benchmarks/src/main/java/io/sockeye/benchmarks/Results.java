package io.sockeye.benchmarks;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder of one run: {@code run.json} says what was asked and where, and {@code turns.jsonl} has a line for each turn that is over. A
 * file is only ever added to, so a run that was interrupted goes on where it was.
 */
final class Results {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RUN = "run.json";
    private static final String TURNS = "turns.jsonl";

    private final Path folder;
    private final List<Turn> turns = new ArrayList<>();

    /**
     * A variant's turn in one round of one question.
     *
     * @param seconds how long it took, all in all
     */
    record Turn(int question, String variant, int round, double seconds, List<Point> points) {}

    /**
     * What was asked.
     *
     * @param quick whether it was a look only
     * @param rounds how often each variant has its turn
     * @param questions their numbers
     * @param started when, by UTC
     */
    record Run(boolean quick, int rounds, List<Integer> questions, String started) {
        Effort effort() {
            var effort = quick ? Effort.QUICK : Effort.FULL;
            return new Effort(quick, rounds, effort.warmUp(), effort.measured());
        }
    }

    private Results(Path folder) {
        this.folder = folder;
    }

    /** A new folder; one that exists is not touched. */
    static Results create(Path folder, Run run) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Files.createDirectory(folder);
        Files.writeString(
                folder.resolve(RUN),
                JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(run) + "\n",
                StandardOpenOption.CREATE_NEW);
        return new Results(folder);
    }

    /** What is there already. A line that was interrupted is taken away. */
    static Results open(Path folder) throws IOException {
        var results = new Results(folder);
        var file = folder.resolve(TURNS);
        if (Files.exists(file)) {
            var text = Files.readString(file);
            var whole = text.substring(0, text.lastIndexOf('\n') + 1);
            if (whole.length() < text.length()) {
                Files.writeString(file, whole);
            }
            for (var line : whole.lines().toList()) {
                results.turns.add(JSON.readValue(line, Turn.class));
            }
        }
        return results;
    }

    Path folder() {
        return folder;
    }

    /** Where JMH's own result of a turn is, if JMH ran. A turn that was interrupted may have left one, which is replaced. */
    Path jmh(int question, String variant, int round) throws IOException {
        return Files.createDirectories(folder.resolve("jmh")).resolve(question + "-" + variant + "-" + round + ".json");
    }

    /** What {@link #create} was given. */
    Run run() throws IOException {
        return JSON.readValue(folder.resolve(RUN).toFile(), Run.class);
    }

    boolean has(int question, String variant, int round) {
        return turns.stream()
                .anyMatch(turn -> turn.question() == question
                        && turn.variant().equals(variant)
                        && turn.round() == round);
    }

    List<Point> points() {
        return turns.stream().flatMap(turn -> turn.points().stream()).toList();
    }

    /** On disk when this returns. */
    void add(Turn turn) throws IOException {
        Files.writeString(
                folder.resolve(TURNS),
                JSON.writeValueAsString(turn) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                StandardOpenOption.SYNC);
        turns.add(turn);
    }
}
