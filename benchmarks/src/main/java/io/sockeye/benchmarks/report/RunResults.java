package io.sockeye.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sockeye.benchmarks.RunPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The results of one run, in a folder: {@code run.json} has the plan and the environment, {@code turns.jsonl} a line for each finished turn.
 * Lines are only appended, so that an interrupted run can be resumed.
 */
public final class RunResults {
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
    public record Turn(int question, String variant, int round, double seconds,
            @JsonProperty("points") List<Sample> samples) {}

    /**
     * What was asked.
     *
     * @param quick whether it was a quick run
     * @param rounds how often each variant has its turn
     * @param questions their numbers
     * @param started when, by UTC
     * @param environment where
     * @param missing why a variant of a question is left out here, by its number and its name
     */
    public record Run(
            boolean quick,
            int rounds,
            List<Integer> questions,
            String started,
            Map<String, String> environment,
            Map<Integer, Map<String, String>> missing) {
        public RunPlan plan() {
            var plan = quick ? RunPlan.QUICK : RunPlan.FULL;
            return new RunPlan(quick, rounds, plan.warmUp(), plan.measured());
        }
    }

    private RunResults(Path folder) {
        this.folder = folder;
    }

    /** A new folder; one that exists is not touched. */
    public static RunResults create(Path folder, Run run) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Files.createDirectory(folder);
        Files.writeString(
                folder.resolve(RUN),
                JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(run) + "\n",
                StandardOpenOption.CREATE_NEW);
        return new RunResults(folder);
    }

    /** Whether the folder has the results of a run. */
    public static boolean isFolder(Path folder) {
        return Files.isRegularFile(folder.resolve(RUN));
    }

    /** For reading only: a running benchmark may still append. */
    public static RunResults read(Path folder) throws IOException {
        var results = new RunResults(folder);
        for (var line : wholeLines(folder).lines().toList()) {
            results.turns.add(JSON.readValue(line, Turn.class));
        }
        return results;
    }

    /** To resume the run. A line that was not completely written is removed. */
    public static RunResults open(Path folder) throws IOException {
        var file = folder.resolve(TURNS);
        if (Files.exists(file)) {
            var whole = wholeLines(folder);
            if (whole.length() < Files.readString(file).length()) {
                Files.writeString(file, whole);
            }
        }
        return read(folder);
    }

    private static String wholeLines(Path folder) throws IOException {
        var file = folder.resolve(TURNS);
        var text = Files.exists(file) ? Files.readString(file) : "";
        return text.substring(0, text.lastIndexOf('\n') + 1);
    }

    public Path folder() {
        return folder;
    }

    /** Where JMH's own result of a turn is, if JMH ran. A turn that was interrupted may have left one, which is replaced. */
    public Path jmh(int question, String variant, int round) throws IOException {
        return Files.createDirectories(folder.resolve("jmh")).resolve(question + "-" + variant + "-" + round + ".json");
    }

    /** The names of the raw data, and of the folder of JMH's own results. */
    List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName() + (Files.isDirectory(file) ? "/" : ""))
                    .filter(name -> name.endsWith(".json") || name.endsWith(".jsonl") || name.endsWith("/"))
                    .sorted()
                    .toList();
        }
    }

    /** What {@link #create} was given. */
    public Run run() throws IOException {
        return JSON.readValue(folder.resolve(RUN).toFile(), Run.class);
    }

    public boolean has(int question, String variant, int round) {
        return turns.stream()
                .anyMatch(turn -> turn.question() == question
                        && turn.variant().equals(variant)
                        && turn.round() == round);
    }

    public List<Sample> samples() {
        return turns.stream().flatMap(turn -> turn.samples().stream()).toList();
    }

    /** On disk when this returns. */
    public void add(Turn turn) throws IOException {
        Files.writeString(
                folder.resolve(TURNS),
                JSON.writeValueAsString(turn) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                StandardOpenOption.SYNC);
        turns.add(turn);
    }
}
