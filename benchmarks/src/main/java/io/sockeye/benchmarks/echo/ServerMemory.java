package io.sockeye.benchmarks.echo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The memory of a server's process. Kernel memory, of sockets and their buffers, is not part of it.
 *
 * @param resident pages that are in memory, the whole heap too if it was touched at the start; {@code VmRSS} of proc_pid_status(5)
 * @param heap what is alive on the Java heap, after a collection; 0 without a JVM
 */
record ServerMemory(long resident, long heap) {
    /**
     * Options of a JVM whose heap is resident from the start, so that it is not counted twice, and of whose collections each one is
     * a full one: with the usual ratio, dead objects may stay where moving the others is not worth it. Nothing is compiled: what the
     * compilers allocate between two looks would be divided among the connections.
     */
    static final List<String> HEAP =
            List.of("-Xms384m", "-Xmx384m", "-XX:+AlwaysPreTouch", "-XX:MarkSweepDeadRatio=0", "-Xint");

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    /**
     * Where the serial collector moves all that is alive. In the young generation a thread that has allocated one object since
     * then has two megabytes, which it is not using.
     */
    private static final Pattern TENURED = Pattern.compile("(?mi)^\\s*tenured.*total \\d+K, used (\\d+)K");

    private static final int SECONDS = 20;

    /** Of a server in Java or in something else. */
    static ServerMemory of(ServerProcess server, boolean isJava) throws IOException, InterruptedException {
        long heap = isJava ? heap(server.pid()) : 0;
        return new ServerMemory(resident(server.pid()), heap);
    }

    private static long resident(long pid) throws IOException {
        var status = Files.readString(Path.of("/proc/" + pid + "/status"));
        var found = RESIDENT.matcher(status);
        if (!found.find()) {
            throw new IOException("no VmRSS in " + status);
        }
        return 1024 * Long.parseLong(found.group(1));
    }

    private static long heap(long pid) throws IOException, InterruptedException {
        // Each line is a command, and is done when the next one begins.
        var info = jcmd(pid, "GC.run\nGC.heap_info");
        var used = TENURED.matcher(info);
        if (!used.find()) {
            throw new IOException("no tenured generation in " + info);
        }
        return 1024 * Long.parseLong(used.group(1));
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        var output = Files.createTempFile("jcmd", ".log");
        var jcmd = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!jcmd.waitFor(SECONDS, TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
                throw new IOException("jcmd " + pid + " " + command + " failed: " + Files.readString(output));
            }
            return Files.readString(output);
        } finally {
            jcmd.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }
}
