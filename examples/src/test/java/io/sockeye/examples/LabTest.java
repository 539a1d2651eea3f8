package io.sockeye.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./sockeye lab myth} prints, and how it ends. */
class LabTest {
    private static final String MYTH = "et-partial-read";

    @Test
    void withoutANameItListsTheMyths() throws Exception {
        try (var list = Running.sockeye("lab", "myth")) {
            assertThat(list.lines()).hasSize(20).allMatch(line -> line.matches("[a-z-]+ +[A-Za-z].*\\."));
            assertThat(list.status()).isZero();
        }
    }

    @Test
    void withoutATerminalItAsksAndDoesNotWait() throws Exception {
        try (var myth = Running.sockeye("lab", "myth", MYTH)) {
            var text = String.join("\n", myth.lines());
            assertThat(myth.errors()).isEmpty();
            assertThat(myth.status()).isZero();
            assertThat(text)
                    .doesNotContain("\033", "predicted")
                    .containsSubsequence(
                            "Belief: ", "  1  ", "  2  ", "socketpair(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0, [",
                            "epoll_wait(", "events after one byte more", "Observed: 2", "Man page: epoll(7), ");
        }
    }

    @ParameterizedTest
    @CsvSource({"2, So you predicted.", "1, You predicted 1."})
    void aPredictionIsComparedWithWhatWasObserved(String answer, String verdict) throws Exception {
        try (var myth = Running.sockeye("lab", "myth", MYTH, "--answer", answer)) {
            assertThat(myth.lines()).anyMatch(line -> line.startsWith("Observed: 2") && line.endsWith(verdict));
            assertThat(myth.status()).isZero();
        }
    }

    @Test
    void aTerminalIsWaitedForAndHasColours() throws Exception {
        try (var myth = onATerminal("echo 2", "")) {
            var text = String.join("\n", myth.lines());
            assertThat(text).contains("Your answer, 1 to 3", "So you predicted.", "\033[32m");
        }
    }

    @Test
    void noColourIsRespected() throws Exception {
        try (var myth = onATerminal("echo", "NO_COLOR=1 ")) {
            assertThat(myth.lines()).anyMatch(line -> line.startsWith("Observed: 2")).noneMatch(
                    line -> line.contains("\033["));
        }
    }

    /** Runs it by script(1), which gives it a terminal, and types what {@code typist} prints. */
    private static Running onATerminal(String typist, String environment) throws Exception {
        assumeTrue(Running.exists("script"), "there is no script(1)");
        var command = String.join(" ", Running.sockeyeCommand("lab", "myth", MYTH));
        return Running
                .command(List.of("sh", "-c", typist + " | " + environment + "script -qec '" + command + "' /dev/null"));
    }

    @Test
    void anUnknownNameIsOneSentenceWithThoseThatAreNear() throws Exception {
        try (var wrong = Running.sockeye("lab", "myth", "et-partal-raed")) {
            assertThat(wrong.errors()).containsExactly(
                    "sockeye: no myth is called \"et-partal-raed\"; did you mean et-partial-read?");
            assertThat(wrong.lines()).isEmpty();
            assertThat(wrong.status()).isEqualTo(2);
        }
    }

    @Test
    void aNameThatIsNearNoneSaysWhereTheyAre() throws Exception {
        try (var wrong = Running.sockeye("lab", "myth", "nonsense-without-end")) {
            assertThat(wrong.errors()).singleElement().asString().endsWith("; ./sockeye lab myth lists them");
            assertThat(wrong.status()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lab --port many", "lab nosuch", "lab myth et-partial-read --answer 4",
                "lab myth et-partial-read --answer 0",
                "lab myth et-partial-read --answer two"})
    void aWrongCallRunsNothing(String arguments) throws Exception {
        try (var wrong = Running.sockeye(arguments.split(" ", -1))) {
            assertThat(wrong.errors()).isNotEmpty().noneMatch(line -> line.contains("\tat "));
            assertThat(wrong.lines()).isEmpty();
            assertThat(wrong.status()).isEqualTo(2);
        }
    }

    @Test
    void jsonIsOneObject() throws Exception {
        assumeTrue(Running.exists("python3"), "there is no python3");
        var command = new ArrayList<>(List.of(
                "sh", "-c", "\"$@\" | python3 -c 'import json, sys; myth = json.load(sys.stdin); "
                        + "print(myth[\"name\"], myth[\"observed\"], myth[\"prediction\"], myth[\"question\"][\"right\"], "
                        + "myth[\"facts\"][\"unreadBytes\"], myth[\"transcript\"][0][\"kind\"])'",
                "sh"));
        command.addAll(Running.sockeyeCommand("lab", "myth", MYTH, "--json", "--answer", "1"));
        try (var json = Running.command(command)) {
            assertThat(json.lines()).containsExactly("et-partial-read 2 1 2 10 CALL");
        }
    }

    @Test
    void thePageOfTheDocsIsWhatMarkdownPrints() throws Exception {
        try (var page = Running.sockeye("lab", "myth", "--markdown")) {
            assertThat(page.lines()).isEqualTo(Files.readAllLines(Running.root().resolve("docs/myths.md")));
        }
    }
}
