package io.sockeye.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code file-blast} with little to do: what it prints, and that it leaves no file. */
class FileBlastTest {
    @Test
    void itComparesThreeWaysEachAndCleansUp(@TempDir Path folder) throws Exception {
        try (var blast = Running.sockeye(
                "run", "file-blast", "--folder", folder.toString(), "--mib", "3", "--rounds", "2")) {
            var lines = blast.lines();
            assertThat(blast.status()).isZero();
            assertThat(blast.errors()).isEmpty();
            assertThat(lines).hasSize(9).filteredOn(line -> line.contains("all checksums are equal")).hasSize(2);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aWrongFolderIsOneLineAndStatus1() throws Exception {
        try (var blast = Running.sockeye("run", "file-blast", "--folder", "/no/such/folder")) {
            assertThat(blast.errors()).hasSize(1);
            assertThat(blast.status()).isEqualTo(1);
        }
    }
}
