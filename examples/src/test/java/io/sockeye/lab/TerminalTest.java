package io.sockeye.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lab without a page. */
@NullUnmarked
class TerminalTest {
    @TempDir
    Path folder;

    private static String typed(String... lines) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var scenario = new Scenario()) {
            new Terminal(new PrintStream(bytes, true, UTF_8), false)
                    .run(new StringReader(String.join("\n", lines)), scenario);
        }
        return bytes.toString(UTF_8);
    }

    @Test
    void aStepShowsWhatChanged() throws Exception {
        var printed = typed("add 2", "write B 5", "step poll");
        assertThat(printed).contains("added 2 sockets", "wrote 5 bytes to B", "revents=0 > revents=POLLIN", "ready: B");
    }

    @Test
    void whatIsWrongIsSaidAndTheNextLineIsRead() throws Exception {
        var printed = typed("write X 1", "dup", "step turbo", "add many", "add 1");
        assertThat(printed)
                .contains("no socket is called X", "dup needs a word more", "no mechanism is called turbo", "\"many\"",
                        "added 1 socket");
    }

    @Test
    void aRecordingIsReadBack() throws Exception {
        var file = folder.resolve("lab.jsonl");
        typed("add 1", "write A 1", "step epoll", "save " + file);
        var steps = Recording.read(file);
        assertThat(steps).hasSize(3);
        assertThat(steps.getLast().view().panels().get(2).last().ready()).containsExactly("A");
    }

    @Test
    void aFileThatCannotBeSavedIsSaidAndNothingIsLost() throws Exception {
        var there = Files.createFile(folder.resolve("there"));
        var printed = typed("save " + there, "save " + folder.resolve("no/where"), "save a\0b", "add 1");
        assertThat(printed).contains("FileAlreadyExistsException: " + there, "NoSuchFileException: ",
                "InvalidPathException: ", "added 1 socket");
        assertThat(there).isEmptyFile();
    }

    @Test
    void whatIsInAFileIsNotObeyedByTheTerminal() throws Exception {
        var good = folder.resolve("good.jsonl");
        typed("add 1", "step select", "save " + good);
        var step = Files.readAllLines(good).getLast();
        // Not a multiple of a row, and a sequence that would clear the screen.
        var evil = step.replaceFirst("\\{\"label\":\"\\d+\"[^}]*},", "")
                .replace("select was called", "\\u001b[2J\\u009b2J");
        var bytes = new ByteArrayOutputStream();
        var read = Recording.read(Files.writeString(folder.resolve("evil.jsonl"), evil + "\n"));
        assertThat(read.getFirst().view().panels().getFirst().last().cells()).hasSizeGreaterThan(32)
                .matches(cells -> cells.size() % 32 == 31);
        new Terminal(new PrintStream(bytes, true, UTF_8), false).show(read.getFirst().view());
        assertThat(bytes.toString(UTF_8)).contains("?[2J?2J").doesNotContain("\u001b", "\u009b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "", "nonsense", "{\"\\u001b[2J\":1}", "VIEW null", "PANELS null",
        "PANELS [null]", "PANELS [{}]"})
    void aStepWithoutItsPartsIsRefused(String line) throws Exception {
        var good = folder.resolve("good.jsonl");
        typed("add 1", "save " + good);
        var step = Files.readAllLines(good).getFirst();
        var broken = line.replaceFirst(
                "VIEW (.*)", Matcher.quoteReplacement(step.replaceFirst("\"view\":.*", "\"view\":")) + "$1}")
                .replaceFirst("PANELS (.*)",
                        Matcher.quoteReplacement(step.replaceFirst("\"panels\":.*", "\"panels\":"))
                                + "$1,\"eagains\":0}}");
        var file = Files.writeString(folder.resolve("no.jsonl"), step + "\n" + broken + "\n");
        assertThatThrownBy(() -> Recording.read(file)).isInstanceOf(IOException.class)
                .hasMessageContaining("line 2, is no step of the lab").message().doesNotContain("\u001b");
    }

    @Test
    void whatIsNoRecordingIsRefusedWithItsLine() throws IOException {
        var file = Files.writeString(folder.resolve("no.jsonl"), "{\"number\":1}\nnonsense\n");
        assertThatThrownBy(() -> Recording.read(file)).isInstanceOf(IOException.class).hasMessageContaining("line");
    }
}
