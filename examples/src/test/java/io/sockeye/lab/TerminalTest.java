package io.sockeye.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThatThrownBy(() -> typed("add 1", "save " + file)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void whatIsNoRecordingIsRefusedWithItsLine() throws IOException {
        var file = Files.writeString(folder.resolve("no.jsonl"), "{\"number\":1}\nnonsense\n");
        assertThatThrownBy(() -> Recording.read(file)).isInstanceOf(IOException.class).hasMessageContaining("line");
    }
}
