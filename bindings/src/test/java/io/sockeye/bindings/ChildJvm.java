package io.sockeye.bindings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Runs a program of the tests in a JVM of its own. Only our classes are there: no jspecify, no JUnit. */
final class ChildJvm {
    static final String MODULE = "io.sockeye.bindings";

    /** Where the classes of the module are. */
    static final Path MAIN = folder(Platform.class.getProtectionDomain().getCodeSource().getLocation().toString());
    private static final Path TEST = folder(Objects.requireNonNull(ChildJvm.class.getResource("ChildJvm.class"))
            .toString().replace(ChildJvm.class.getName().replace('.', '/') + ".class", ""));
    private static final int PATIENCE_SECONDS = 45;

    /** How our classes are found. {@code name} is what --enable-native-access takes. */
    enum Place {
        CLASS_PATH("ALL-UNNAMED"), MODULE_PATH(MODULE);

        final String name;

        Place(String name) {
            this.name = name;
        }

        private List<String> command(Class<?> program) {
            return this == CLASS_PATH
                    ? List.of("--class-path", MAIN + ":" + TEST, program.getName())
                    : List.of("--module-path", MAIN.toString(), "--patch-module", MODULE + "=" + TEST, "--module",
                            MODULE + "/" + program.getName());
        }
    }

    /** How a program ended. */
    record Ended(int status, String output, String errors) {}

    private ChildJvm() {}

    static Ended run(Place place, List<String> options, Class<?> program, List<String> arguments) throws Exception {
        return run(Path.of(System.getProperty("java.home"), "bin", "java"), options, place.command(program), arguments);
    }

    static Ended run(Path java, List<String> options, List<String> program, List<String> arguments) throws Exception {
        var command = new ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(program);
        command.addAll(arguments);
        var output = Files.createTempFile("sockeye", ".out");
        var errors = Files.createTempFile("sockeye", ".err");
        try {
            return ended(command, output, errors);
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    /** The program in an image that has the module already. */
    static List<String> patched(Class<?> program) {
        return List.of("--patch-module", MODULE + "=" + TEST, "--module", MODULE + "/" + program.getName());
    }

    private static Ended ended(List<String> command, Path output, Path errors)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
        // The JVM reports on stderr that it has read them.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        var process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " has not ended:\n" + Files.readString(output));
        }
        return new Ended(process.exitValue(), Files.readString(output, UTF_8), Files.readString(errors, UTF_8));
    }

    private static Path folder(String location) {
        return Path.of(URI.create(location));
    }
}
