package io.sockeye;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.internal.memory.LayerViolation;
import io.sockeye.support.ClassFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layers of docs/design.md: each uses only those before it, and none of the internal ones is in a public signature. */
class HouseTest {
    private static final Path API = Path.of(System.getProperty("sockeye.root", ".."), "api");
    private static final Path CLASSES = API.resolve("target/classes");
    private static final Path TEST_CLASSES = API.resolve("target/test-classes");
    private static final Path SOURCES = API.resolve("src/main/java/io/sockeye");

    /** Classes of io.sockeye that hold values only. Lower layers use them: that is the two-way edge between packages. */
    private static final Set<String> VALUE_TYPES = Set.of(
            "Errno",
            "ErrnoException",
            "AddressInUseException",
            "BrokenPipeException",
            "ClosedDescriptorException",
            "ConnectionAbortedException",
            "ConnectionRefusedException",
            "ConnectionResetException",
            "PermissionException",
            "TimedOutException",
            "WouldBlockException",
            "GaiException",
            "Pollable",
            "Inet",
            // Names and numbers of interfaces: the scope of an IPv6 address may be a name.
            "Interfaces",
            "Sockaddr",
            "SockaddrIn",
            "SockaddrIn6",
            "SockaddrUn",
            "SockaddrLl",
            "SockaddrNl",
            "SockaddrVm",
            "AddressInfo",
            "HostInfo",
            "NameInfo",
            "Datagram",
            "ReceiveResult",
            "SelectResult",
            "PollEvent",
            "EpollEvent",
            "SignalInfo");

    /** Lowest first. A package is a layer; io.sockeye is two, its value types and its objects. */
    private static final List<String> LAYERS = List.of(
            "bindings",
            "internal.memory",
            "value types",
            "sockopt",
            "internal.poll",
            "internal.socket",
            "objects",
            "internal.selector",
            "selectors",
            "socketserver");

    /** Uses of a higher layer that are allowed, each with its reason. */
    private static final Map<String, String> ALLOWED = Map.of(
            "sockopt.OptionValue uses internal.poll.Deadline", "its rounding to a timeval, which waits for nothing",
            "SockaddrUn uses OpenFile", "the bytes of a path, a static function");

    private static final Set<String> BELOW_OBJECTS = Set.of("internal.memory", "internal.poll", "internal.socket");

    private static final Pattern RETRY = Pattern.compile("-\\s*(EAGAIN|EWOULDBLOCK|EINTR)\\b");

    private static final int LONGEST = 500;

    @Test
    void eachLayerUsesOnlyThoseBeforeIt() throws Exception {
        assertThat(upwardUses(ClassFiles.below(CLASSES))).containsExactlyInAnyOrderElementsOf(ALLOWED.keySet());
    }

    @Test
    void aClassThatUsesALaterLayerIsFound() throws Exception {
        assertThat(upwardUses(ClassFiles.of(TEST_CLASSES, LayerViolation.class)))
                .containsExactlyInAnyOrder(
                        "internal.memory.LayerViolation uses Socket",
                        "internal.memory.LayerViolation uses Errno",
                        "internal.memory.LayerViolation uses internal.poll.Descriptor",
                        "internal.memory.LayerViolation uses internal.socket.Sockopt");
    }

    @Test
    void memoryWaitingAndCallsUseOnlyValueTypesOfThePublicPackage() throws Exception {
        assertThat(objectsUsedBelow(ClassFiles.below(CLASSES))).isEmpty();
    }

    @Test
    void anObjectUsedBelowItsLayerIsFound() throws Exception {
        assertThat(objectsUsedBelow(ClassFiles.of(TEST_CLASSES, LayerViolation.class)))
                .containsExactly("internal.memory.LayerViolation uses Socket");
    }

    @Test
    void noSignatureOfAnExportedPackageMentionsAnInternalType() throws Exception {
        var classes = ClassFiles.below(CLASSES);
        assertThat(classes.exportedPackages())
                .containsExactlyInAnyOrder(
                        "io/sockeye", "io/sockeye/sockopt", "io/sockeye/selectors", "io/sockeye/socketserver");
        assertThat(classes.signatures()).hasSizeGreaterThan(500).containsKey("io/sockeye/Socket.fileno()I");
        assertThat(internalInSignatures(classes)).isEmpty();
    }

    @Test
    void everyKindOfSignatureWithAnInternalTypeIsFound() throws Exception {
        var found = internalInSignatures(
                ClassFiles.of(TEST_CLASSES, SignatureViolation.class, SignatureViolation.Nested.class));
        assertThat(found.stream().map(name -> name.replaceAll("[(].*", "")))
                .containsExactlyInAnyOrder(
                        "io/sockeye/SignatureViolation",
                        "io/sockeye/SignatureViolation.<init>",
                        "io/sockeye/SignatureViolation.field",
                        "io/sockeye/SignatureViolation.result",
                        "io/sockeye/SignatureViolation.parameter",
                        "io/sockeye/SignatureViolation.typeArgument",
                        "io/sockeye/SignatureViolation.typeParameter",
                        "io/sockeye/SignatureViolation.thrown",
                        "io/sockeye/SignatureViolation$Nested.nested");
    }

    @Test
    void onlyTheWaiterDecidesAboutEagainAndEintr() throws Exception {
        assertThat(filesThatRetry(SOURCES)).containsExactly(Path.of("internal/poll/IoWaiter.java"));
    }

    @Test
    void aRetryLoopElsewhereIsFound(@TempDir Path sources) throws Exception {
        Files.writeString(sources.resolve("Loop.java"), "while (read(fd) == -EINTR) {}");
        Files.writeString(sources.resolve("Thrower.java"), "throw ErrnoException.of(call, on, EAGAIN);");
        assertThat(filesThatRetry(sources)).containsExactly(Path.of("Loop.java"));
    }

    @Test
    void noFileButSocketIsLongerThan500Lines() throws Exception {
        assertThat(longFiles(SOURCES)).containsExactly(Path.of("Socket.java"));
    }

    @Test
    void aLongFileIsFound(@TempDir Path sources) throws Exception {
        Files.writeString(sources.resolve("Long.java"), "\n".repeat(LONGEST + 1));
        Files.writeString(sources.resolve("Short.java"), "\n".repeat(LONGEST));
        assertThat(longFiles(sources)).containsExactly(Path.of("Long.java"));
    }

    private static List<String> upwardUses(ClassFiles classes) {
        var found = new ArrayList<String>();
        classes.uses().forEach((user, uses) -> uses.stream()
                .filter(used -> layer(used) > layer(user))
                .forEach(used -> found.add(shortName(user) + " uses " + shortName(used))));
        return found;
    }

    private static List<String> objectsUsedBelow(ClassFiles classes) {
        var found = new ArrayList<String>();
        classes.uses().forEach((user, uses) -> uses.stream()
                .filter(used -> BELOW_OBJECTS.contains(packageOf(user)) && packageOf(used).isEmpty())
                .filter(used -> !VALUE_TYPES.contains(shortName(used)))
                .forEach(used -> found.add(shortName(user) + " uses " + shortName(used))));
        return found;
    }

    private static List<String> internalInSignatures(ClassFiles classes) {
        return classes.signatures().entrySet().stream()
                .filter(signature -> signature.getValue().stream().anyMatch(type -> type.contains("/internal/")))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static int layer(String type) {
        var name = packageOf(type);
        if (name.isEmpty()) {
            return LAYERS.indexOf(VALUE_TYPES.contains(shortName(type)) ? "value types" : "objects");
        }
        int layer = LAYERS.indexOf(name.startsWith("bindings") ? "bindings" : name);
        assertThat(layer).as("the layer of %s", type).isNotNegative();
        return layer;
    }

    /** As io.sockeye has it: "internal.poll", or "" for io.sockeye itself. */
    private static String packageOf(String type) {
        var name = shortName(type);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }

    private static String shortName(String type) {
        return type.substring("io/sockeye/".length()).replace('/', '.');
    }

    private static List<Path> filesThatRetry(Path sources) throws IOException {
        var found = new ArrayList<Path>();
        for (var file : javaFiles(sources)) {
            if (RETRY.matcher(Files.readString(file)).find()) {
                found.add(sources.relativize(file));
            }
        }
        return found;
    }

    private static List<Path> longFiles(Path sources) throws IOException {
        var found = new ArrayList<Path>();
        for (var file : javaFiles(sources)) {
            if (Files.readAllLines(file).size() > LONGEST) {
                found.add(sources.relativize(file));
            }
        }
        return found;
    }

    private static List<Path> javaFiles(Path sources) throws IOException {
        try (var files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
