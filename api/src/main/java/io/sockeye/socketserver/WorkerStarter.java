package io.sockeye.socketserver;

import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.SOCK_SEQPACKET;

import io.sockeye.PidFd;
import io.sockeye.Poll;
import io.sockeye.Pollable;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import io.sockeye.SocketOptions;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Starts worker processes: the same Java with the same classes, which connect to a UNIX socket and say by that who they are. */
final class WorkerStarter implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Class<?> handler;
    private final List<String> options;
    private final String name;
    private final Socket listening;

    WorkerStarter(Class<?> handler, List<String> options) throws IOException {
        checkCanBeMade(handler);
        this.handler = handler;
        this.options = options;
        var random = new byte[16];
        ThreadLocalRandom.current().nextBytes(random);
        this.name = "sockeye-workers-" + HexFormat.of().formatHex(random);
        this.listening = listen();
    }

    private Socket listen() throws IOException {
        var socket = new Socket(AF_UNIX, SOCK_SEQPACKET, 0);
        try {
            socket.settimeout(PATIENCE);
            return socket.bind(SockaddrUn.abstractName(name)).listen();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** In a worker there is nothing but the class's name. */
    private static void checkCanBeMade(Class<?> handler) {
        boolean hasConstructor = Arrays.stream(handler.getConstructors()).anyMatch(one -> one.getParameterCount() == 0);
        if (!hasConstructor) {
            throw new IllegalArgumentException(handler.getName() + " needs a public constructor without parameters");
        }
        var here = WorkerStarter.class.getModule();
        var module = handler.getModule();
        var folder = handler.getPackageName();
        boolean isReachable = module.isExported(folder, here) || module.isOpen(folder, here);
        if (!Modifier.isPublic(handler.getModifiers()) || !isReachable) {
            throw new IllegalArgumentException(
                    handler.getName() + " has to be public, in a package that is exported or opened to "
                            + (here.isNamed() ? here.getName() : "everybody"));
        }
    }

    /** Several at once, since a JVM takes its time to start. */
    synchronized List<Worker> start(int count) throws IOException {
        var starting = new HashMap<Long, Process>();
        var workers = new ArrayList<Worker>();
        try {
            for (int i = 0; i < count; i++) {
                var process = new ProcessBuilder(command())
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                starting.put(process.pid(), process);
            }
            while (!starting.isEmpty()) {
                workers.add(accept(starting));
            }
            return workers;
        } catch (IOException e) {
            workers.forEach(Worker::close);
            starting.values().forEach(Process::destroyForcibly);
            throw e;
        }
    }

    /** The next that connects and is one of ours, as the kernel says. */
    private Worker accept(Map<Long, Process> starting) throws IOException {
        for (;;) {
            awaitConnection(starting.values());
            var control = listening.accept();
            long pid = control.getsockopt(SocketOptions.SO_PEERCRED).pid();
            var process = starting.remove(pid);
            if (process != null) {
                return new Worker(process, control);
            }
            control.close();
        }
    }

    /** A process that ends before it connects would let accept wait for nothing. */
    private void awaitConnection(Collection<Process> starting) throws IOException {
        var ends = new ArrayList<PidFd>();
        try (var poll = new Poll<Pollable>()) {
            poll.register(listening, POLLIN);
            for (var process : starting) {
                var end = PidFd.open(process.toHandle());
                ends.add(end);
                poll.register(end, POLLIN);
            }
            if (poll.poll(PATIENCE).stream().noneMatch(event -> event.item().equals(listening))) {
                throw new IOException(
                        "a worker process has ended before it took requests, or needs longer than " + PATIENCE);
            }
        } finally {
            ends.forEach(PidFd::close);
        }
    }

    private List<String> command() {
        // What is ignored stays so over execve(2), and java leaves it so. A Control-C goes to the terminal's whole group: it is for the
        // server to end, and the workers end with it. Else it would miss them first, and start others.
        var command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "worker"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        var module = WorkerStarter.class.getModule();
        property("java.class.path", "-cp", command);
        if (module.isNamed()) {
            command.add("--enable-native-access=io.sockeye.bindings");
            property("jdk.module.path", "-p", command);
            if (handler.getModule().isNamed()) {
                command.addAll(List.of("--add-modules", handler.getModule().getName()));
            }
            command.addAll(List.of("-m", module.getName() + "/" + WorkerMain.class.getName()));
        } else {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add(WorkerMain.class.getName());
        }
        command.add(name);
        command.add(handler.getName());
        return command;
    }

    private static void property(String name, String option, List<String> command) {
        var value = System.getProperty(name, "");
        if (!value.isEmpty()) {
            command.addAll(List.of(option, value));
        }
    }

    @Override
    public void close() {
        listening.close();
    }
}
