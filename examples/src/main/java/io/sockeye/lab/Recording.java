package io.sockeye.lab;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.cfg.MutableConfigOverride;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a learner did and saw, step by step, in a file of JSON lines: it can be replayed forwards and backwards, and passed on. */
final class Recording {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Takes a step with all its parts only: null is for the three that may have none. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL))
            .withConfigOverride(Wait.class, Recording::mayBeNull)
            .withConfigOverride(Panel.Sleep.class, Recording::mayBeNull)
            .withConfigOverride(Boolean.class, Recording::mayBeNull)
            .addModule(new SimpleModule().addDeserializer(String.class, new Printable()))
            .build();

    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    /** After so many steps the oldest are forgotten. */
    private static final int MOST = 2_000;

    private final List<Step> steps = new ArrayList<>();
    private int recorded;

    /** One line of the file. */
    record Step(int number, Scenario.Action action, Scenario.View view) {}

    /** A terminal would obey the control characters of a file from another person. */
    private static final class Printable extends JsonDeserializer<String> {
        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return printable(StringDeserializer.instance.deserialize(parser, context));
        }
    }

    private static String printable(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }

    private static void mayBeNull(MutableConfigOverride type) {
        type.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SET));
    }

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
                var step = STRICT.readValue(line, Step.class);
                if (step == null) {
                    throw new IOException(file + ", line " + (read.size() + 1) + ", is no step of the lab: null");
                }
                read.add(step);
            } catch (JacksonException e) {
                throw new IOException(
                        file + ", line " + (read.size() + 1) + ", is no step of the lab: "
                                + printable(e.getOriginalMessage()),
                        e);
            }
        }
        return read;
    }
}
