package io.sockeye.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.bindings.generated.linux_h;
import io.sockeye.bindings.internal.Downcall;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every call as it is linked, against the prototype that jextract read in the headers. */
class SignaturesTest {
    /** How many arguments each has before the dots. */
    private static final Map<String, Integer> VARIADIC = Map.of("fcntl", 2, "ioctl", 2, "open", 2, "openat", 3);

    @Test
    void everyGeneratedFunctionIsLinkedAndNothingElse() throws Exception {
        assertThat(Syscalls.linked().stream().map(Downcall::name))
                .containsExactlyInAnyOrderElementsOf(generatedFunctions().toList());
    }

    @Test
    void everyMethodIsOneLinkedCallOfItsName() throws Exception {
        assertThat(Syscalls.linked().stream().map(Downcall::name))
                .containsExactlyInAnyOrderElementsOf(Syscalls.methods().map(Method::getName).toList());
    }

    @Test
    void trap12EveryCallHasTheTypesOfItsPrototype() throws Exception {
        for (var call : Syscalls.linked()) {
            if (!VARIADIC.containsKey(call.name())) {
                assertThat(types(call.descriptor())).as(call.name()).isEqualTo(types(generated(call.name())));
                assertThat(call.firstVariadic()).as(call.name())
                        .isEqualTo(call.descriptor().argumentLayouts().size());
            }
        }
    }

    @Test
    void trap11TheVariadicCallsSayWhereTheirDotsAre() throws Exception {
        var variadic = Syscalls.linked().stream().filter(call -> VARIADIC.containsKey(call.name())).toList();

        assertThat(variadic).hasSize(VARIADIC.size()).allSatisfy(call -> {
            assertThat(call.firstVariadic()).isEqualTo(VARIADIC.get(call.name()));
            var arguments = call.descriptor().argumentLayouts();
            var dots = arguments.subList(call.firstVariadic(), arguments.size());
            assertThat(types(call.descriptor())).isEqualTo(types(generatedVariadic(call.name(), dots)));
        });
    }

    /** A critical call holds up the collector; only its source says that a call is one. */
    @Test
    void trap4NoCallIsCritical() throws Exception {
        try (var sources = Files.walk(AbiProbe.root().resolve("bindings/src/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile)).isNotEmpty()
                    .allSatisfy(source -> assertThat(source).content().doesNotContain("critical("));
        }
    }

    @Test
    void trap13AnAddressIsPassedByPointer() throws Exception {
        var places = Map.of("bind", 1, "connect", 1, "accept4", 1, "getsockname", 1, "getpeername", 1, "sendto", 4,
                "recvfrom", 4);
        var calls = Syscalls.linked().stream().filter(call -> places.containsKey(call.name())).toList();

        assertThat(calls).hasSize(places.size()).allSatisfy(call -> assertThat(
                call.descriptor().argumentLayouts().get(places.getOrDefault(call.name(), -1)))
                .isInstanceOf(AddressLayout.class));
    }

    private static Stream<String> generatedFunctions() {
        var accessors = Arrays.stream(linux_h.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == FunctionDescriptor.class)
                .map(method -> method.getName().replace("$descriptor", ""));
        return Stream.concat(accessors, VARIADIC.keySet().stream());
    }

    private static FunctionDescriptor generated(String name) throws ReflectiveOperationException {
        return (FunctionDescriptor) linux_h.class.getMethod(name + "$descriptor").invoke(null);
    }

    /** For a variadic function jextract generates a class that is asked for the types behind the dots. */
    private static FunctionDescriptor generatedVariadic(String name, List<MemoryLayout> dots) throws Exception {
        var type = Class.forName(linux_h.class.getName() + "$" + name);
        var invoker = type.getMethod("makeInvoker", MemoryLayout[].class)
                .invoke(null, (Object) dots.toArray(MemoryLayout[]::new));
        return (FunctionDescriptor) type.getMethod("descriptor").invoke(invoker);
    }

    /** The carrier, size and alignment of the result and of each argument; a struct by value has its own layout. */
    private static List<MemoryLayout> types(FunctionDescriptor descriptor) {
        var types = new ArrayList<MemoryLayout>();
        types.add(descriptor.returnLayout().map(SignaturesTest::type).orElse(MemoryLayout.paddingLayout(1)));
        descriptor.argumentLayouts().forEach(layout -> types.add(type(layout)));
        return types;
    }

    /** jextract's pointers say that they point to chars; ours say nothing. */
    private static MemoryLayout type(MemoryLayout layout) {
        return layout instanceof AddressLayout ? ValueLayout.ADDRESS : layout.withoutName();
    }
}
