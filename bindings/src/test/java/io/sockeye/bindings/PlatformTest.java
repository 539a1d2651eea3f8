package io.sockeye.bindings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold before the first call, and what is said where it does not. */
class PlatformTest {
    private static final String MODULE = "io.sockeye.bindings";
    private static final String FLAG = "--enable-native-access=";
    private static final String REFUSAL = "java.lang.UnsatisfiedLinkError: Sockeye may not call the C library:"
            + " native access is not enabled. Start Java with " + FLAG;

    private final Path main = folder(Platform.class.getProtectionDomain().getCodeSource().getLocation().toString());
    private final Path test = folder(Objects.requireNonNull(PlatformTest.class.getResource("PlatformTest.class"))
            .toString().replace(PlatformTest.class.getName().replace('.', '/') + ".class", ""));
    private final List<String> onTheModulePath = List.of("--module-path", main.toString(), "--patch-module",
            MODULE + "=" + test, "--module", MODULE + "/" + NativeAccessProgram.class.getName());
    private final List<String> onTheClassPath = List.of("--class-path", main + ":" + test,
            NativeAccessProgram.class.getName());

    @TempDir
    private Path temporary = Path.of("");

    @Test
    void anotherSystemIsRefusedByItsName() {
        assertThatThrownBy(() -> Platform.requireLinuxOnX86("Mac OS X", "amd64"))
                .isInstanceOf(UnsatisfiedLinkError.class).hasMessageContaining("Linux")
                .hasMessageContaining("Mac OS X");
    }

    @Test
    void anotherCpuIsRefusedWithWhatIsMissing() {
        assertThatThrownBy(() -> Platform.requireLinuxOnX86("Linux", "aarch64"))
                .isInstanceOf(UnsatisfiedLinkError.class).hasMessageContaining("amd64").hasMessageContaining("aarch64")
                .hasMessageContaining("bindings/src/generated").hasMessageContaining("native/");
    }

    @Test
    void thisMachineIsAccepted() {
        assertThatCode(Platform::check).doesNotThrowAnyException();
        assertThatCode(() -> Platform.requireLinuxOnX86("Linux", "amd64")).doesNotThrowAnyException();
    }

    @Test
    void trap21WithoutTheFlagAModuleIsToldWhichOne() throws Exception {
        assertRefused(run(List.of(), onTheModulePath), FLAG + MODULE);
    }

    @Test
    void trap21WithoutTheFlagTheClassPathIsToldWhichOne() throws Exception {
        assertRefused(run(List.of(), onTheClassPath), FLAG + "ALL-UNNAMED");
    }

    @Test
    void trap21WithoutTheFlagTheFirstCallIsThatErrorAndNotItsConsequence() throws Exception {
        assertThat(run(List.of(), onTheModulePath).get("the first call")).isEqualTo(REFUSAL + MODULE);
        assertThat(run(List.of(), onTheClassPath).get("the first call")).isEqualTo(REFUSAL + "ALL-UNNAMED");
    }

    @Test
    void trap21WithTheFlagEveryClassWorks() throws Exception {
        assertWorks(run(List.of(FLAG + MODULE, "--illegal-native-access=deny"), onTheModulePath));
        assertWorks(run(List.of(FLAG + "ALL-UNNAMED", "--illegal-native-access=deny"), onTheClassPath));
    }

    private void assertRefused(Map<String, String> said, String flag) throws Exception {
        var exactly = REFUSAL + flag.substring(FLAG.length());
        for (var type : publicClasses()) {
            // A class without a layout or a constant has nothing to refuse before its first call.
            assertThat(said.get(type)).as(type).isEqualTo(needsNothingNative(type) ? "0" : exactly);
        }
        assertThat(said.get("the first call")).contains(flag);
        assertThat(said.get("the second call")).contains(flag);
    }

    private void assertWorks(Map<String, String> said) throws Exception {
        assertThat(publicClasses()).allSatisfy(type -> assertThat(said).containsEntry(type, "0"));
        assertThat(said).containsEntry("the first call", "" + -ErrnoConstants.EBADF)
                .containsEntry("the second call", "" + -ErrnoConstants.EBADF);
    }

    private static boolean needsNothingNative(String type) {
        return type.endsWith("Syscalls") || type.equals(FdSet.class.getName());
    }

    /** What the program said of each class and call. Java itself must not say anything. */
    private Map<String, String> run(List<String> options, List<String> program) throws Exception {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(program);
        command.addAll(publicClasses());
        var errors = temporary.resolve("stderr");
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(Files.readString(errors)).as("stderr").isEmpty();
        assertThat(process.waitFor()).isZero();
        var said = new LinkedHashMap<String, String>();
        output.lines().forEach(line -> said.put(line.split("\t", 2)[0], line.split("\t", 2)[1]));
        return said;
    }

    /** The public classes of the package, from the folder that they were compiled to. */
    private List<String> publicClasses() throws IOException, ClassNotFoundException {
        var classes = new ArrayList<String>();
        try (var files = Files.list(main.resolve("io/sockeye/bindings"))) {
            for (var file : files.sorted().toList()) {
                var simpleName = file.getFileName().toString().replace(".class", "");
                if (file.toString().endsWith(".class") && !simpleName.contains("-") && !simpleName.contains("$")) {
                    var type = Class.forName(MODULE + "." + simpleName, false, Platform.class.getClassLoader());
                    if (Modifier.isPublic(type.getModifiers())) {
                        classes.add(type.getName());
                    }
                }
            }
        }
        assertThat(classes).hasSizeGreaterThan(20);
        return classes;
    }

    private static Path folder(String location) {
        return Path.of(URI.create(location));
    }
}
