package io.sockeye.benchmarks.measure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a Java child process: the same JDK, class path, collector and heap for all variants. */
public final class ChildJvm {
    /** What every Java program that is measured is started with. */
    static final List<String> OPTIONS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            // The JVM would choose by the number of cores, and a server has one of them.
            "-XX:+UseSerialGC",
            "-Xmx1g",
            // java.nio and Netty would make AF_INET6 sockets and map IPv4 into them: another path in the kernel than that of the
            // AF_INET sockets which ours and C make.
            "-Djava.net.preferIPv4Stack=true");

    private ChildJvm() {}

    /** With options of the JVM before the class. */
    public static List<String> command(List<String> options, Class<?> main, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }
}
