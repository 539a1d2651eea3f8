package io.sockeye.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.bindings.ChildJvm.Place;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Issue 12, fault 23: the JVM's policy decides whether calls can be made, and every refusal is the same clear error. */
class NativeAccessTest {
    private static final String EBADF = "" + -ErrnoConstants.EBADF;
    private static final String WORKS = "close\t%1$s\t%1$s%nlisten\t%1$s\t%1$s%n".formatted(EBADF);
    private static final String ERROR = "java.lang.UnsatisfiedLinkError: ";

    private static String denied(Place place) {
        return ERROR + "Sockeye may not call the C library: native access is denied. Start Java with"
                + " --enable-native-access=" + place.name;
    }

    @ParameterizedTest
    @EnumSource
    void trap21WithTheFlagCallsWork(Place place) throws Exception {
        var options = List.of("--enable-native-access=" + place.name, "--illegal-native-access=deny");

        assertThat(run(place, options)).isEqualTo(new ChildJvm.Ended(0, WORKS, ""));
    }

    @ParameterizedTest
    @EnumSource
    void whereThePolicyAllowsCallsWorkAndNothingIsPrinted(Place place) throws Exception {
        assertThat(run(place, List.of("--illegal-native-access=allow"))).isEqualTo(new ChildJvm.Ended(0, WORKS, ""));
    }

    @ParameterizedTest
    @EnumSource
    void whereThePolicyWarnsCallsWorkAndTheJvmWarnsOnce(Place place) throws Exception {
        for (var options : List.of(List.<String>of(), List.of("--illegal-native-access=warn"))) {
            var ended = run(place, options);

            assertThat(ended.output()).isEqualTo(WORKS);
            assertThat(ended.errors()).containsOnlyOnce("WARNING: A restricted method")
                    .containsOnlyOnce("Use --enable-native-access=" + place.name + " to avoid a warning");
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap21WhereThePolicyDeniesEachCallNamesTheFlag(Place place) throws Exception {
        var twice = "\t" + denied(place) + "\t" + denied(place) + "\n";

        assertThat(run(place, List.of("--illegal-native-access=deny")))
                .isEqualTo(new ChildJvm.Ended(0, "close" + twice + "listen" + twice, ""));
    }

    @ParameterizedTest
    @EnumSource
    void whereThePolicyDeniesNoClassFailsInAnotherWay(Place place) throws Exception {
        assertEachIsRefused(
                ChildJvm.run(place, List.of("--illegal-native-access=deny"), NativeAccessProgram.class,
                        publicClasses()),
                denied(place));
    }

    @ParameterizedTest
    @EnumSource
    void onAnotherCpuNoClassFailsInAnotherWay(Place place) throws Exception {
        var options = List.of("--enable-native-access=" + place.name, "-Dos.arch=aarch64");

        assertEachIsRefused(
                ChildJvm.run(place, options, NativeAccessProgram.class, publicClasses()),
                ERROR + Platform.refusalOf("Linux", "aarch64"));
    }

    /** What needs no C may succeed, or refuse its arguments; a call may not. */
    private static void assertEachIsRefused(ChildJvm.Ended ended, String refusal) {
        assertThat(ended.errors()).isEmpty();
        var calls = new ArrayList<String>();
        assertThat(ended.output().lines()).hasSizeGreaterThan(150).allSatisfy(line -> {
            var said = line.split("\t", 3);
            boolean isCall = said[0].contains("Syscalls.");
            assertThat(said[1]).as(said[0]).matches(text -> text.equals(refusal) || (!isCall && isHarmless(text)));
            assertThat(said[2]).as(said[0] + ", the second time").isEqualTo(said[1]);
            if (isCall) {
                calls.add(said[0]);
            }
        });
        assertThat(calls).hasSize((int) Syscalls.methods().count());
    }

    private static boolean isHarmless(String said) {
        return !said.contains("Error");
    }

    private static ChildJvm.Ended run(Place place, List<String> options) throws Exception {
        return ChildJvm.run(place, options, NativeAccessProgram.class, List.of());
    }

    @Test
    void aFunctionThatTheCLibraryDoesNotHaveIsTheSameErrorEachTime() {
        // Downcalls.link would register it, and SignaturesTest compares what is registered with jextract's output.
        var handle = UnlinkedCall.handle("sockeye_has_none", FunctionDescriptor.of(Downcalls.INT), false);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> assertThat((int) handle.invokeExact()).isZero())
                    .isInstanceOf(UnsatisfiedLinkError.class)
                    .hasMessage("The C library has no sockeye_has_none.");
        }
    }

    @Test
    void aCallThatCouldNotBeLinkedAtFirstIsLinkedLater() throws Throwable {
        var handle = UnlinkedCall.handle("getpid", FunctionDescriptor.of(Downcalls.INT), false);

        assertThat((int) handle.invokeExact()).isEqualTo((int) ProcessHandle.current().pid());
        assertThat((int) handle.invokeExact()).isEqualTo((int) ProcessHandle.current().pid());
    }

    /** The public classes of the package, from the folder that they were compiled to. */
    private static List<String> publicClasses() throws IOException, ClassNotFoundException {
        var classes = new ArrayList<String>();
        try (var files = Files.list(ChildJvm.MAIN.resolve("io/sockeye/bindings"))) {
            for (var file : files.sorted().toList()) {
                var simpleName = file.getFileName().toString().replace(".class", "");
                if (file.toString().endsWith(".class") && !simpleName.contains("-") && !simpleName.contains("$")) {
                    var type = Class.forName(ChildJvm.MODULE + "." + simpleName, false,
                            Platform.class.getClassLoader());
                    if (Modifier.isPublic(type.getModifiers())) {
                        classes.add(type.getName());
                    }
                }
            }
        }
        assertThat(classes).hasSizeGreaterThan(40);
        return classes;
    }
}
