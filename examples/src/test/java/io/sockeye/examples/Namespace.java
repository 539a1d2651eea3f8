package io.sockeye.examples;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;

/** A network namespace for one command; it takes root. */
final class Namespace {
    private Namespace() {}

    /** Runs {@code ./sockeye ARGUMENTS} in it after what a shell does there; skips the test where that is not possible. */
    static Running sockeye(String before, String... arguments) throws IOException, InterruptedException {
        assumeTrue(Running.exists("ip") && Running.exists("unshare"), "there is no ip, or no unshare");
        try (var possible = Running.command(List.of("unshare", "--net", "ip", "link", "set", "lo", "up"))) {
            assumeTrue(possible.status() == 0, () -> "no network namespace: " + possible.errors());
        }
        var command = String.join(" ", Running.sockeyeCommand(arguments));
        return Running.command(
                List.of("unshare", "--net", "sh", "-ec", "ip link set lo up; " + before + "\nexec " + command));
    }
}
