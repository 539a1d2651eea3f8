package io.sockeye.benchmarks.measure;

import io.netty.util.Version;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the figures depend on besides the program. It contains no name of a host, a user or a folder. */
public final class Environment {
    private static final String NOT_SHOWN = "not shown by this machine";

    public static final String COMMIT = "commit";

    private Environment() {}

    /** In the order of the report. */
    public static Map<String, String> now() throws IOException, InterruptedException {
        var facts = new LinkedHashMap<String, String>();
        facts.put("processor", first(Path.of("/proc/cpuinfo"), "model name\\s*: (.*)"));
        facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", memory());
        facts.put("virtual machine", virtualMachine());
        facts.put("governor", line(Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")));
        facts.put("clock source", line(Path.of("/sys/devices/system/clocksource/clocksource0/current_clocksource")));
        facts.put("kernel", line(Path.of("/proc/sys/kernel/osrelease")));
        facts.put("mitigations", mitigations());
        facts.put("descriptors", first(Path.of("/proc/self/limits"), "Max open files\\s+(\\d+)"));
        facts.put("load at the start", first(Path.of("/proc/loadavg"), "(\\S+ \\S+ \\S+)"));
        facts.put("JDK", System.getProperty("java.vm.vendor") + " " + Runtime.version());
        facts.put("JVM flags", flags());
        facts.put("JVM flags of children", String.join(" ", ChildJvm.OPTIONS));
        facts.put("Netty", netty());
        facts.put("Python", output("python3", "--version"));
        facts.put("C compiler", output("cc", "--version"));
        facts.put("C library", output("ldd", "--version"));
        facts.put(COMMIT, commit());
        return facts;
    }

    private static String virtualMachine() throws IOException {
        var flags = first(Path.of("/proc/cpuinfo"), "flags\\s*:.*\\b(hypervisor)\\b");
        var product = line(Path.of("/sys/class/dmi/id/product_name"));
        return flags.equals(NOT_SHOWN) ? "no" : product.equals(NOT_SHOWN) ? "yes" : "yes, " + product;
    }

    private static String memory() throws IOException {
        var kibibytes = first(Path.of("/proc/meminfo"), "MemTotal:\\s*(\\d+) kB");
        return kibibytes.equals(NOT_SHOWN) ? NOT_SHOWN : (Long.parseLong(kibibytes) >> 20) + " GiB";
    }

    private static String mitigations() throws IOException {
        var folder = Path.of("/sys/devices/system/cpu/vulnerabilities");
        if (!Files.isDirectory(folder)) {
            return NOT_SHOWN;
        }
        var byName = new TreeMap<String, String>();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                byName.put(file.getFileName().toString(), line(file));
            }
        }
        return byName.entrySet().stream()
                .filter(each -> !each.getValue().equals("Not affected"))
                .map(each -> each.getKey() + ": " + each.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Those that say where something is are of no interest to another machine. */
    private static String flags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.contains("/"))
                .collect(Collectors.joining(" "));
    }

    private static String netty() {
        var version = Version.identify().get("netty-common");
        return version == null ? NOT_SHOWN : version.artifactVersion();
    }

    /** Of the sources that this runs from, and whether they were changed since. */
    public static String commit() throws IOException, InterruptedException {
        var root = Sources.root().toString();
        var commit = output("git", "-C", root, "rev-parse", "--short=12", "HEAD");
        if (commit.equals(NOT_SHOWN)) {
            return commit;
        }
        return commit + (output("git", "-C", root, "status", "--porcelain").isEmpty() ? "" : ", and changes to it");
    }

    private static String line(Path file) throws IOException {
        return first(file, "(.*)");
    }

    private static String first(Path file, String pattern) throws IOException {
        if (!Files.isReadable(file)) {
            return NOT_SHOWN;
        }
        var found = Pattern.compile("^" + pattern, Pattern.MULTILINE).matcher(Files.readString(file));
        return found.find() ? found.group(1).strip() : NOT_SHOWN;
    }

    /** The first line, which may be empty. */
    private static String output(String... command) throws IOException, InterruptedException {
        if (!Executables.has(command[0])) {
            return NOT_SHOWN;
        }
        var process = new ProcessBuilder(List.of(command))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            return NOT_SHOWN;
        }
        return output.lines().findFirst().orElse("");
    }
}
