package io.sockeye.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM, for what would end or disturb the one that runs the tests. */
public final class ChildJvm {
    private static final int PATIENCE_SECONDS = 45;

    private ChildJvm() {}

    /**
     * How it ended.
     *
     * @param status as the shell has it: 141 after SIGPIPE
     * @param output of both streams
     */
    public record Ended(int status, String output) {}

    /** Runs the {@code main} of a class of the tests. {@code prefix} comes before java: strace, prlimit. */
    public static Ended run(List<String> prefix, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        return run(command(prefix, program, arguments));
    }

    /** The same, for who runs it in another way. */
    public static List<String> command(List<String> prefix, Class<?> program, String... arguments) {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--module-path",
                modulePath(),
                "--patch-module",
                "io.sockeye=" + testClasses(),
                "--enable-native-access=io.sockeye.bindings,io.sockeye",
                "--illegal-native-access=deny",
                "-m",
                "io.sockeye/" + program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs any command. */
    public static Ended run(List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile("sockeye", ".out");
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(command + " has not ended:\n" + Files.readString(output));
            }
            return new Ended(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    private static String modulePath() {
        var path = System.getProperty("sockeye.modulePath");
        if (path == null) {
            throw new IllegalStateException("set -Dsockeye.modulePath, as pom.xml does for surefire");
        }
        return path;
    }

    private static String testClasses() {
        return Path.of(System.getProperty("sockeye.root", ".."), "api/target/test-classes").toString();
    }
}
