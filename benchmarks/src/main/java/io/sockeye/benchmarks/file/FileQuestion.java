package io.sockeye.benchmarks.file;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.sockeye.benchmarks.Question;
import io.sockeye.benchmarks.RunPlan;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.load.Cores;
import io.sockeye.benchmarks.measure.Child;
import io.sockeye.benchmarks.measure.ChildJvm;
import io.sockeye.benchmarks.measure.NativeProgram;
import io.sockeye.benchmarks.measure.SyscallCounting;
import io.sockeye.benchmarks.measure.SyscallCounts;
import io.sockeye.benchmarks.report.KeyFigure;
import io.sockeye.benchmarks.report.Plot;
import io.sockeye.benchmarks.report.Sample;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Question 7: what does a GiB of a file cost, sent and received? */
public final class FileQuestion implements Question {
    private static final String SEND = "send";
    private static final String RECEIVE = "receive";
    private static final String PROCESSOR = "cpu s/GiB";
    private static final String WALL = "s/GiB";
    private static final long MIB = 1 << 20;
    private static final double GIB = 1 << 30;

    private static final List<String> CALLS = List.of(
            "sendfile64", "splice", "copy_file_range", "read", "pread64", "write", "pwrite64", "sendto", "recvfrom",
            "poll", "epoll_wait", "io_uring_enter");

    /** Null: the size depends on the plan. */
    private final @Nullable Long bytes;

    public FileQuestion() {
        this.bytes = null;
    }

    /** With a file of another size, in whole MiB. */
    FileQuestion(long bytes) {
        this.bytes = bytes;
    }

    @Override
    public int number() {
        return 7;
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public String title() {
        return "What does a GiB of a file cost, sent and received?";
    }

    @Override
    public String method() {
        return """
                A file of 1 GiB (256 MiB in a quick run) in %s over a TCP connection on loopback, TCP_NODELAY, default buffers. The \
                program measured sends it, or receives it into an empty file; a connection for each pass, from connect until the other \
                end has closed. CPU time is that of the measured process, all threads and the kernel's work within its calls, part of \
                which on loopback is delivery to the other end; that end is the same for all, writes from memory or reads into it, and \
                is not counted. Each end has a core of its own. Copy loops use one direct buffer of 64 KiB. Netty sends a DefaultFileRegion, and receives by a handler \
                that writes to a FileChannel. Checksums are compared in a pass before the measured ones, and of what was received also after \
                them; in those the bytes are counted. The key figures compare with transferTo and transferFrom, and two more with the copy loop, \
                which is the better one of java.nio where it is cheaper than transferTo or transferFrom."""
                .formatted(place());
    }

    @Override
    public List<String> notMeasured() {
        return List.of(
                "a disk: the file is in memory where tmpfs is to be had",
                "a network card, where sendfile saves a copy that loopback's receiver makes all the same",
                "the CPU time of the other end");
    }

    @Override
    public List<Variant> variants() {
        return List.of(
                new Variant("sockeye", Variant.Family.SOCKEYE, "sendfile; recvfile (splice)"),
                new Variant("nio", Variant.Family.NIO, "transferTo; transferFrom"),
                new Variant("nio-copy", Variant.Family.NIO, "read and write, a direct buffer of 64 KiB"),
                new Variant("netty-nio", Variant.Family.NETTY, "DefaultFileRegion; a handler that writes"),
                new Variant("netty-epoll", Variant.Family.NETTY, "DefaultFileRegion; a handler that writes"),
                new Variant("netty-io_uring", Variant.Family.NETTY, "DefaultFileRegion; a handler that writes"),
                new Variant("c", Variant.Family.C, "sendfile; splice"),
                new Variant("c-copy", Variant.Family.C, "read and write, 64 KiB"));
    }

    @Override
    public List<Plot> plots() {
        return List.of(
                new Plot("Sending a file: CPU time", Plot.Kind.BARS, SEND, "", PROCESSOR),
                new Plot("Sending a file: time", Plot.Kind.BARS, SEND, "", WALL),
                new Plot("Receiving a file: CPU time", Plot.Kind.BARS, RECEIVE, "", PROCESSOR),
                new Plot("Receiving a file: time", Plot.Kind.BARS, RECEIVE, "", WALL));
    }

    @Override
    public List<KeyFigure> keyFigures() {
        return List.of(
                new KeyFigure(SEND, Map.of(), PROCESSOR, "nio", "c"),
                new KeyFigure(RECEIVE, Map.of(), PROCESSOR, "nio", "c"),
                new KeyFigure(SEND, Map.of(), PROCESSOR, "nio-copy", "c-copy"),
                new KeyFigure(RECEIVE, Map.of(), PROCESSOR, "nio-copy", "c-copy"));
    }

    @Override
    public List<Sample> measure(Variant variant, RunPlan plan, int round) throws IOException, InterruptedException {
        long size = bytes != null ? bytes : plan.quick() ? 256 * MIB : 1024 * MIB;
        var file = Files.createTempFile(folder(), "sockeye-bench", "");
        try (var peer = new FilePeer(size)) {
            try (var target = FileChannel.open(file, WRITE)) {
                peer.writeBlocks(target::write);
            }
            var samples = new ArrayList<Sample>();
            for (var part : List.of(SEND, RECEIVE)) {
                var passes = new Passes(variant, part, file, size, peer);
                samples.add(new Sample(number(), part, variant.name(), round, Map.of(), passes.measure(plan, round)));
            }
            return samples;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** One program's, in one direction. */
    private record Passes(Variant variant, String part, Path file, long size, FilePeer peer) {
        Map<String, Double> measure(RunPlan plan, int round) throws IOException, InterruptedException {
            try (var child = new Child(Cores.onServer(command()))) {
                pass(child, "checked");
                checkFile();
                if (variant.family() != Variant.Family.C) {
                    passes(child, plan.warmUp());
                }
                var sum = passes(child, plan.measured());
                checkFile();
                var figures = new HashMap<String, Double>();
                figures.put(WALL, sum.nanos / 1e9 / (sum.bytes / GIB));
                figures.put(PROCESSOR, sum.processor / 1e9 / (sum.bytes / GIB));
                figures.put("MiB/s", (double) sum.bytes / MIB / (sum.nanos / 1e9));
                figures.put(Sample.MOVED, (double) sum.bytes / sum.passes);
                if (round == 0 && SyscallCounts.missing().isEmpty()) {
                    try (var counting = SyscallCounting.begin(child.pid(), CALLS)) {
                        pass(child, "counted");
                        counting.endWithCalled().forEach((call, times) -> figures.put(Sample.SYSCALLS + call, times));
                    }
                }
                child.finish();
                return figures;
            }
        }

        /** As many as take so long, at least one. */
        private Sum passes(Child child, Duration time) throws IOException, InterruptedException {
            var sum = new Sum(0, 0, 0, 0);
            do {
                sum = sum.plus(pass(child, "timed"));
            } while (sum.nanos < time.toNanos());
            return sum;
        }

        private long[] pass(Child child, String how) throws IOException, InterruptedException {
            boolean checks = how.equals("checked");
            if (!sends()) {
                FileChannel.open(file, WRITE).truncate(0).close();
            }
            var other = sends() ? peer.receives(checks) : peer.sends();
            child.tell(how);
            var moved = child.answer("moved");
            var seen = FilePeer.result(other);
            if (moved[0] != size || seen.bytes() != size) {
                throw new IOException("%s, %s: moved %d bytes, the other end %d, and not %d"
                        .formatted(variant.name(), part, moved[0], seen.bytes(), size));
            }
            if (checks && sends()) {
                check(seen.checksum());
            }
            return moved;
        }

        /** What was received by the last pass. What is sent is the file itself, and the other end has checked that once. */
        private void checkFile() throws IOException {
            if (!sends()) {
                try (var source = FileChannel.open(file, READ)) {
                    check(FilePeer.read(source::read, true).checksum());
                }
            }
        }

        private void check(long checksum) throws IOException {
            if (checksum != peer.checksum()) {
                throw new IOException(variant.name() + ", " + part + ": the checksum of what arrived is wrong");
            }
        }

        private boolean sends() {
            return part.equals(SEND);
        }

        private List<String> command() throws IOException, InterruptedException {
            var port = Integer.toString(peer.port());
            return variant.family() == Variant.Family.C
                    ? List.of(NativeProgram.of("bench_file").toString(), variant.name(), part, file.toString(), port)
                    : ChildJvm.command(
                            List.of(), FileProgram.class, List.of(variant.name(), part, file.toString(), port));
        }
    }

    /** Of some passes. */
    private record Sum(int passes, long bytes, long nanos, long processor) {
        Sum plus(long[] moved) {
            return new Sum(passes + 1, bytes + moved[0], nanos + moved[1], processor + moved[2]);
        }
    }

    /** In memory, where that is to be had. */
    private static Path folder() {
        var memory = Path.of("/dev/shm");
        return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static String place() {
        try {
            return folder() + " (" + Files.getFileStore(folder()).type() + ")";
        } catch (IOException e) {
            return folder() + " (" + e.getMessage() + ")";
        }
    }
}
