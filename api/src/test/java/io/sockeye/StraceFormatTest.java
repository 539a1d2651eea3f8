package io.sockeye;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.support.FamilyPrograms;
import io.sockeye.support.Strace;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every family of calls, as our trace and as strace show them while they watch the same process. */
class StraceFormatTest {
    /** The C library keeps from its caller what select had left. */
    private static final Pattern LEFT = Pattern.compile(", left \\{[^}]*\\}");

    /** strace aligns the results. */
    private static final Pattern ALIGNED = Pattern.compile("\\) += ");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {
        "addresses", "stream", "datagrams", "options", "messages", "waits", "files", "events", "signals", "failures"})
    void sameTextAsStrace(String family) throws Exception {
        var traced = Strace.run(
                folder, "%network,%desc,%signal,prlimit64,getpid,gettid", "", FamilyPrograms.class, family);

        var ours = traced.output().lines().map(StraceFormatTest::comparable).toList();
        assertThat(ours).hasSizeGreaterThan(9);
        assertThat(ofThread(ours.getFirst(), traced.calls())).containsSubsequence(ours);
    }

    /** The calls of the thread that makes {@code first}, which no other does. */
    private static List<String> ofThread(String first, List<String> lines) {
        var thread = lines.stream()
                .filter(line -> comparable(line).endsWith(" " + first))
                .map(line -> line.split(" ", 2)[0] + " ")
                .findFirst();
        assertThat(thread).as("who made %s", first).isPresent();
        return lines.stream()
                .filter(line -> line.startsWith(thread.orElseThrow()))
                .map(line -> comparable(line.substring(line.indexOf(' ')).strip()))
                .toList();
    }

    private static String comparable(String line) {
        return ALIGNED.matcher(LEFT.matcher(line).replaceAll("")).replaceAll(") = ");
    }
}
