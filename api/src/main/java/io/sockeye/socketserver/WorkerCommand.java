package io.sockeye.socketserver;

import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that starts a worker: the same java with the same class path and module path.
 *
 * @param handler the class of its handlers
 * @param options of java, from the caller
 * @param address the abstract UNIX address that the worker connects to
 */
record WorkerCommand(Class<?> handler, List<String> options, String address) {
    private static final String SIGNALS = "jdk.unsupported";

    /**
     * By way of a shell that ignores SIGINT: an ignored signal stays ignored over execve(2), and java leaves it ignored. A Control-C goes to all
     * processes of the terminal. It is the server's to handle: workers that it ends would be reported and replaced.
     */
    List<String> underShell() {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "worker"));
        command.addAll(java(false));
        return command;
    }

    /**
     * Without a shell, for systems that have none. {@link WorkerMain} ignores SIGINT itself, which takes module jdk.unsupported. A Control-C
     * during the start of a worker ends that worker, and in a run-time image without the module a Control-C ends all workers.
     */
    List<String> direct() {
        return java(true);
    }

    private List<String> java(boolean needsSignals) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        property("java.class.path", "-cp", command);
        var module = WorkerMain.class.getModule();
        if (module.isNamed()) {
            command.add("--enable-native-access=io.sockeye.bindings");
            property("jdk.module.path", "-p", command);
            if (handler.getModule().isNamed()) {
                command.addAll(List.of("--add-modules", handler.getModule().getName()));
            }
            if (needsSignals && hasSignals()) {
                command.addAll(List.of("--add-modules", SIGNALS));
            }
            command.addAll(List.of("-m", module.getName() + "/" + WorkerMain.class.getName()));
        } else {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add(WorkerMain.class.getName());
        }
        command.add(address);
        command.add(handler.getName());
        return command;
    }

    /** java does not start with a module that is not there, or that its options exclude. */
    private boolean hasSignals() {
        return ModuleFinder.ofSystem().find(SIGNALS).isPresent()
                && options.stream().noneMatch(option -> option.startsWith("--limit-modules"));
    }

    private static void property(String name, String option, List<String> command) {
        var value = System.getProperty(name, "");
        if (!value.isEmpty()) {
            command.addAll(List.of(option, value));
        }
    }
}
