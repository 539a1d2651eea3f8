package io.sockeye.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

/** Nobody edits what native/jextract/generate wrote. */
class GeneratedFilesTest {

    private static final Path ROOT = AbiProbe.root();
    private static final String REMEDY = "Never edit it: change native/jextract/includes.txt or"
            + " native/src/main/c/linux.h, then run native/jextract/generate";

    @Test
    void everyGeneratedFileIsAsItWasWritten() throws Exception {
        var written = new TreeMap<String, String>();
        for (var line : Files.readAllLines(ROOT.resolve("native/jextract/generated.sha256"))) {
            var sumAndFile = line.split("  ", 2);
            written.put(sumAndFile[1], sumAndFile[0]);
        }
        var files = new TreeSet<>(written.keySet());
        try (var found = Files.walk(ROOT.resolve(GeneratedFloor.SOURCES))) {
            found.filter(Files::isRegularFile).forEach(file -> files.add(ROOT.relativize(file).toString()));
        }

        var faults = new ArrayList<String>();
        for (var file : files) {
            if (!written.containsKey(file)) {
                faults.add(file + " was not written by native/jextract/generate. " + REMEDY);
            } else if (!Files.exists(ROOT.resolve(file))) {
                faults.add(file + " is missing. Restore it, or run native/jextract/generate");
            } else if (!sha256(ROOT.resolve(file)).equals(written.get(file))) {
                faults.add(file + " was edited. " + REMEDY);
            }
        }
        assertThat(written).isNotEmpty();
        assertThat(faults).isEmpty();
    }

    @Test
    void theAllowListIsWhatWasGenerated() throws Exception {
        var allowed = Files.readAllLines(ROOT.resolve("native/jextract/includes.txt")).stream()
                .filter(line -> line.startsWith("--include-"))
                .map(line -> line.split(" ", 2)[1]);

        assertThat(GeneratedFloor.names()).as("names; after a change of the list, run native/jextract/generate")
                .containsExactlyInAnyOrderElementsOf(allowed.toList());
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
