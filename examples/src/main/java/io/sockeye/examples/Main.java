package io.sockeye.examples;

import io.sockeye.lab.Lab;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The main class of {@code ./sockeye}. */
@Command(
        name = "./sockeye",
        description = "Berkeley sockets, select, poll and epoll of Linux, from Java.",
        mixinStandardHelpOptions = true,
        version = "Sockeye 0.1.0",
        subcommands = {Demo.class, Lab.class, Main.ListPrograms.class, Main.Run.class, Tracing.class})
public final class Main implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    private Main() {}

    /**
     * Runs one command and ends with its status: 0, 1 if it failed, 2 if it was called wrongly.
     *
     * @param arguments a command and its options
     */
    public static void main(String[] arguments) {
        int status = commands().execute(arguments);
        // A PrintStream throws nothing: on a full disk it only remembers that lines were lost.
        if (System.out.checkError()) {
            System.err.println("sockeye: not all of the output could be written");
            status = Math.max(status, CommandLine.ExitCode.SOFTWARE);
        }
        System.exit(status);
    }

    /** {@code ./sockeye run program arguments}, for the {@code main} of a program. */
    static void run(String program, String[] arguments) {
        main(Stream.concat(Stream.of("run", program), Stream.of(arguments)).toArray(String[]::new));
    }

    static CommandLine commands() {
        var commands = new CommandLine(new Main());
        var run = commands.getSubcommands().get("run");
        for (var program : Program.all()) {
            var command = new CommandLine(program);
            command.getCommandSpec().usageMessage().description(program.shows);
            run.addSubcommand(program.name, command);
        }
        // What follows the program's name is the program's.
        commands.getSubcommands().get("trace").setStopAtPositional(true);
        return commands.setExecutionExceptionHandler(Main::failed);
    }

    /** Says what went wrong without a stack: the message has the call, the descriptor and the errno. */
    private static int failed(Exception exception, CommandLine command, CommandLine.ParseResult arguments)
            throws Exception {
        if (exception instanceof IOException || exception instanceof IllegalArgumentException) {
            System.err.println("sockeye: " + exception.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw exception;
    }

    @Override
    public Integer call() {
        return usage(spec);
    }

    private static int usage(CommandSpec spec) {
        spec.commandLine().usage(System.err);
        return CommandLine.ExitCode.USAGE;
    }

    /** {@code ./sockeye list}. */
    @Command(name = "list", description = "Shows the programs.", mixinStandardHelpOptions = true)
    static final class ListPrograms implements Runnable {
        @Override
        public void run() {
            for (var program : Program.all()) {
                System.out.printf("%-20s %s%n", program.name, program.shows);
            }
        }
    }

    /** {@code ./sockeye run NAME}. */
    @Command(name = "run", description = "Runs a program; ./sockeye list shows them.", mixinStandardHelpOptions = true)
    static final class Run implements Callable<Integer> {
        @Spec
        CommandSpec spec;

        @Override
        public Integer call() {
            return usage(spec);
        }
    }
}
