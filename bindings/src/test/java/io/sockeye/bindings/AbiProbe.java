package io.sockeye.bindings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What C says about sizes, offsets, constants and macros: compiles {@code native/src/main/c/abi_probe.c} with the
 * system's {@code cc} and runs it, once for all tests. The head of that file lists the keys.
 */
final class AbiProbe {

    /** The exit status of a probe whose headers are older than those that the bindings were generated from. */
    private static final int OLDER_HEADERS = 77;

    private AbiProbe() {}

    /**
     * The probe's answers. Without a compiler, or with older headers, the calling test is skipped; in CI it fails.
     */
    static Map<String, Long> answers() {
        return Once.RESULT.get();
    }

    /** The folder that holds {@code native/}. */
    static Path root() {
        var given = System.getProperty("sockeye.root");
        if (given != null) {
            return Path.of(given);
        }
        var folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("native/src/main/c"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("no folder native/ above the working directory; set sockeye.root");
            }
        }
        return folder;
    }

    private interface Result {
        Map<String, Long> get();
    }

    private static final class Once {
        static final Result RESULT = compileAndRun();
    }

    private static Result compileAndRun() {
        try {
            var folder = Files.createTempDirectory("abi_probe");
            try {
                return compileAndRun(folder.resolve("abi_probe"));
            } finally {
                Files.deleteIfExists(folder.resolve("abi_probe"));
                Files.delete(folder);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the ABI probe did not run", e);
        }
    }

    private static Result compileAndRun(Path program) throws IOException, InterruptedException {
        Run compiler;
        try {
            compiler = run("cc", "-o", program.toString(),
                    root().resolve("native/src/main/c/abi_probe.c").toString());
        } catch (IOException noSuchProgram) {
            return () -> skip("there is no C compiler: " + noSuchProgram.getMessage());
        }
        if (compiler.status != 0) {
            return () -> Assertions.fail("cc does not compile the ABI probe:\n" + compiler.output);
        }
        var probe = run(program.toString());
        return switch (probe.status) {
            case 0 -> {
                var answers = parse(probe.output);
                yield () -> answers;
            }
            case OLDER_HEADERS -> () -> skip("the system's headers are older than the bindings: " + probe.output);
            default -> () -> Assertions.fail("the ABI probe ended with " + probe.status + ":\n" + probe.output);
        };
    }

    private static Map<String, Long> skip(String reason) {
        if (System.getenv("CI") != null) {
            return Assertions.fail("CI must be able to compare with C, but " + reason);
        }
        return Assumptions.abort(reason);
    }

    private static Map<String, Long> parse(String output) {
        var answers = new LinkedHashMap<String, Long>();
        output.lines().forEach(line -> {
            int equals = line.indexOf('=');
            answers.put(line.substring(0, equals), Long.valueOf(line.substring(equals + 1)));
        });
        return answers;
    }

    private record Run(int status, String output) {}

    private static Run run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Run(process.waitFor(), output);
    }
}
