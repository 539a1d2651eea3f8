package io.sockeye.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A C program of {@code native/src/main/c}, compiled by {@code cc -O2} before its first use. */
public final class NativeProgram {
    private static final Path SOURCES = Sources.root().resolve("native/src/main/c");
    private static final Path TARGET = Sources.root().resolve("benchmarks/target/native");

    private NativeProgram() {}

    /** Why no C program can be compiled here; empty if it can. */
    public static Optional<String> missing() {
        return Executables.has("cc") ? Optional.empty() : Optional.of("no C compiler: install gcc and libc6-dev");
    }

    /** Its path: {@code bench_wait} of {@code bench_wait.c}. */
    public static Path of(String name) throws IOException, InterruptedException {
        return compiled(SOURCES.resolve(name + ".c"), TARGET.resolve(name), "-O2", "-pthread");
    }

    /** The path of a shared library: {@code libsockeye_jni.so} of {@code sockeye_jni.c}, with the JDK's headers. */
    public static Path library(String name) throws IOException, InterruptedException {
        var headers = Path.of(System.getProperty("java.home"), "include");
        return compiled(
                SOURCES.resolve(name + ".c"),
                TARGET.resolve("lib" + name + ".so"),
                "-O2",
                "-shared",
                "-fPIC",
                "-I" + headers,
                "-I" + headers.resolve("linux"));
    }

    private static Path compiled(Path source, Path target, String... options) throws IOException, InterruptedException {
        if (Files.exists(target)
                && Files.getLastModifiedTime(target).compareTo(Files.getLastModifiedTime(source)) > 0) {
            return target;
        }
        Files.createDirectories(TARGET);
        var log = TARGET.resolve(target.getFileName() + ".log");
        var command = new ArrayList<>(List.of("cc", "-Wall", "-Wextra", "-Werror"));
        command.addAll(List.of(options));
        command.addAll(List.of("-o", target.toString(), source.toString()));
        var compiler = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!compiler.waitFor(60, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
            compiler.destroyForcibly();
            throw new IOException(String.join(" ", command) + " failed: " + Files.readString(log));
        }
        return target;
    }
}
