package io.sockeye.lab;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code ./sockeye lab myth NAME}: asks, runs, explains. Without a name it lists them. */
@Command(
        name = "myth",
        description = "Asks what the kernel will do, lets it do so, and explains; without a name it lists the myths.",
        mixinStandardHelpOptions = true)
final class MythCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "one of the list")
    @Nullable String name;

    @Option(names = "--answer", paramLabel = "N", description = "the prediction: then it does not ask")
    @Nullable Integer answer;

    @Option(names = "--json", description = "the myth and what came of it as one object")
    boolean json;

    @Option(names = "--markdown", description = "all myths as docs/myths.md has them")
    boolean markdown;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (markdown) {
            System.out.print(MythPage.text());
            return CommandLine.ExitCode.OK;
        }
        if (name == null) {
            list();
            return CommandLine.ExitCode.OK;
        }
        var myth = Myths.named(name);
        if (myth == null) {
            System.err.println("sockeye: no myth is called \"" + name + "\"; " + hint(name));
            return CommandLine.ExitCode.USAGE;
        }
        show(myth);
        return CommandLine.ExitCode.OK;
    }

    private void list() throws IOException {
        if (json) {
            System.out.println(JSON.writeValueAsString(Myths.ALL.stream().map(MythCommand::described).toList()));
            return;
        }
        for (var myth : Myths.ALL) {
            System.out.printf("%-27s %s%n", myth.name(), myth.belief());
        }
    }

    private static String hint(String name) {
        var near = Myths.near(name);
        return near.isEmpty() ? "./sockeye lab myth lists them" : "did you mean " + String.join(" or ", near) + "?";
    }

    private void show(Myth myth) throws IOException, InterruptedException {
        int answers = myth.question().answers().size();
        if (answer != null && (answer < 1 || answer > answers)) {
            throw new ParameterException(
                    new CommandLine(this), "--answer is a number from 1 to " + answers + ", and not " + answer);
        }
        if (json) {
            var object = described(myth);
            object.put("prediction", answer);
            object.putAll(outcome(myth.run()));
            System.out.println(JSON.writeValueAsString(object));
            return;
        }
        var terminal = new MythTerminal(System.out, System.console());
        terminal.ask(myth);
        var prediction = answer == null ? terminal.answer(answers) : answer;
        terminal.show(myth, prediction, myth.run());
    }

    /** What is known of a myth before it is run. */
    static Map<String, @Nullable Object> described(Myth myth) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("name", myth.name());
        object.put("belief", myth.belief());
        object.put("seen", myth.seen());
        object.put("question", myth.question());
        object.put("explanation", myth.explanation());
        return object;
    }

    /** What a run has shown. */
    static Map<String, @Nullable Object> outcome(Myth.Outcome outcome) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("transcript", outcome.transcript());
        object.put("facts", outcome.facts());
        object.put("observed", outcome.facts().answer());
        return object;
    }
}
