package io.sockeye.benchmarks.echo;

import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.Variant.Family;
import io.sockeye.benchmarks.load.Cores;
import io.sockeye.benchmarks.measure.ChildJvm;
import io.sockeye.benchmarks.measure.NativeProgram;
import io.sockeye.benchmarks.measure.Sources;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The echo servers that are compared, each in a process of its own. */
final class EchoVariants {
    private static final String C = "c-";

    private static final List<Variant> VARIANTS = List.of(
            new Variant("select", Family.SOCKEYE, "Select"),
            new Variant("poll", Family.SOCKEYE, "Poll"),
            new Variant("epoll", Family.SOCKEYE, "Epoll, level-triggered"),
            new Variant("epoll-et", Family.SOCKEYE, "Epoll, edge-triggered"),
            new Variant("selector", Family.SOCKEYE, "EpollSelector, select(Action)"),
            new Variant("syscalls", Family.SOCKEYE, "EpollSyscalls and SocketSyscalls, level-triggered"),
            new Variant("virtual", Family.SOCKEYE, "blocking Socket, a virtual thread for each connection"),
            new Variant("nio", Family.NIO, "Selector, selectedKeys"),
            new Variant("nio-consumer", Family.NIO, "Selector, select(Consumer)"),
            new Variant("nio-poll", Family.NIO, "Selector over poll, the JDK's own provider"),
            new Variant("net-platform", Family.NET, "java.net.Socket, a platform thread for each connection"),
            new Variant("net-virtual", Family.NET, "java.net.Socket, a virtual thread for each connection"),
            new Variant("netty-nio", Family.NETTY, "one event loop on java.nio"),
            new Variant("netty-epoll", Family.NETTY, "one event loop on epoll"),
            new Variant("netty-io_uring", Family.NETTY, "one event loop on io_uring"),
            new Variant("jni", Family.JNI, "epoll through JNI, level-triggered"),
            new Variant("python", Family.PYTHON, "CPython, selectors.EpollSelector"),
            new Variant(C + "select", Family.C, "select"),
            new Variant(C + "poll", Family.C, "poll"),
            new Variant(C + "epoll", Family.C, "epoll, level-triggered"),
            new Variant(C + "epoll-et", Family.C, "epoll, edge-triggered"));

    private EchoVariants() {}

    /** All of them. */
    static List<Variant> variants() {
        return VARIANTS;
    }

    /** Those of these names, in the order of {@link #variants}. */
    static List<Variant> variants(String... names) {
        var wanted = List.of(names);
        return VARIANTS.stream().filter(variant -> wanted.contains(variant.name())).toList();
    }

    /** What is asked of a server. */
    @FunctionalInterface
    interface Asking {
        void of(ServerProcess server) throws IOException, InterruptedException;
    }

    /** Of one that listens on the server's core, and ends when it was asked. Its own words are in a failure. */
    static void ask(Variant variant, Asking asking) throws IOException, InterruptedException {
        try (var server = start(variant, Cores.ofServer())) {
            try {
                asking.of(server);
            } catch (IOException e) {
                throw server.failure(e);
            }
        }
    }

    /** Returns when it listens. It runs on that processor only, if one is given. */
    static ServerProcess start(Variant variant, Optional<Integer> core) throws IOException, InterruptedException {
        return start(variant, core, List.of());
    }

    /** The same with JVM options, which only Java variants use. */
    static ServerProcess start(Variant variant, Optional<Integer> core, List<String> options)
            throws IOException, InterruptedException {
        return ServerProcess.listening(Cores.pinned(core, command(variant, 0, options)));
    }

    /**
     * Returns when it listens: a server that sends no answer before {@code delay} is over since it read the message, and then at
     * once. To check what a load generator says.
     */
    static ServerProcess delayed(Duration delay, Optional<Integer> core) throws IOException {
        var arguments = List.of("delayed", "0", Long.toString(delay.toNanos() / 1_000));
        return ServerProcess.listening(Cores.pinned(core, ChildJvm.command(List.of(), EchoMain.class, arguments)));
    }

    /** What starts it: the same for all up to here. */
    static List<String> command(Variant variant, int port, List<String> options)
            throws IOException, InterruptedException {
        var on = Integer.toString(port);
        return switch (variant.family()) {
            case C -> List.of(
                    NativeProgram.of("bench_echo").toString(), variant.name().substring(C.length()), on);
            case PYTHON -> List.of(
                    "python3", Sources.root().resolve("native/src/main/python/echo.py").toString(), on);
            default -> ChildJvm.command(options(variant, options), EchoMain.class, List.of(variant.name(), on));
        };
    }

    private static List<String> options(Variant variant, List<String> options)
            throws IOException, InterruptedException {
        var all = new ArrayList<>(options);
        if (variant.family() == Family.JNI) {
            // Compiled before the server starts, which looks for it in the same place.
            NativeProgram.library("sockeye_jni");
            all.add("-Dsockeye.root=" + Sources.root());
        }
        if (variant.name().equals("nio-poll")) {
            all.add("-Djava.nio.channels.spi.SelectorProvider=sun.nio.ch.PollSelectorProvider");
        }
        return all;
    }
}
