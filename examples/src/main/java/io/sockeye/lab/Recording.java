package io.sockeye.lab;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** What a learner did and saw, step by step, in a file of JSON lines: it can be gone through back and forth, and given to somebody else. */
final class Recording {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** After so many steps the oldest are forgotten. */
    private static final int MOST = 2_000;

    private final List<Step> steps = new ArrayList<>();
    private int recorded;

    /** One line of the file. */
    record Step(int number, Scenario.Action action, Scenario.View view) {}

    synchronized void add(Scenario.Action action, Scenario.View view) {
        if (steps.size() == MOST) {
            steps.removeFirst();
        }
        steps.add(new Step(++recorded, action, view));
    }

    synchronized List<Step> steps() {
        return List.copyOf(steps);
    }

    /** A file that exists is not overwritten. */
    void write(Path file) throws IOException {
        var lines = new StringBuilder();
        for (var step : steps()) {
            lines.append(JSON.writeValueAsString(step)).append('\n');
        }
        Files.writeString(file, lines, StandardOpenOption.CREATE_NEW);
    }

    static List<Step> read(Path file) throws IOException {
        var read = new ArrayList<Step>();
        for (var line : Files.readAllLines(file)) {
            try {
                read.add(JSON.readValue(line, Step.class));
            } catch (JacksonException e) {
                throw new IOException(
                        file + ", line " + (read.size() + 1) + ", is no step of the lab: " + e.getOriginalMessage(), e);
            }
        }
        return read;
    }
}
