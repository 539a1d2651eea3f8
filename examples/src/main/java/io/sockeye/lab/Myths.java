package io.sockeye.lab;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The twenty myths. */
final class Myths {
    static final List<Myth> ALL = List.of(
            EpollSharesMemory.MYTH,
            EtPartialRead.MYTH,
            EtIsFaster.MYTH,
            EtReadToEagain.MYTH,
            SelectCounts.MYTH,
            SelectKernelLimit.MYTH,
            CloseRemoves.MYTH,
            EpollForFiles.MYTH,
            EpollIsAsynchronous.MYTH,
            EpollAlwaysWins.MYTH,
            NioIsNotEpoll.MYTH,
            ReadableNeverBlocks.MYTH,
            SelectKeepsArguments.MYTH,
            EpolloutStaysArmed.MYTH,
            EtNeedsNoOneshot.MYTH,
            SharedEpollIsEven.MYTH,
            OneSendOneRecv.MYTH,
            NewSocketIsSilent.MYTH,
            BacklogLimitsConnections.MYTH,
            PollHasNoLimit.MYTH);

    private static final int NEAR = 3;

    private Myths() {}

    static @Nullable Myth named(String name) {
        return ALL.stream().filter(myth -> myth.name().equals(name)).findFirst().orElse(null);
    }

    /** Names that may have been meant: parts of one, or a slip of the fingers. */
    static List<String> near(String name) {
        return ALL.stream()
                .map(Myth::name)
                .filter(other -> (!name.isEmpty() && other.contains(name)) || distance(name, other) <= NEAR)
                .limit(NEAR)
                .toList();
    }

    /** How many letters have to be put in, taken out or exchanged; Levenshtein. */
    private static int distance(String one, String other) {
        var before = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            var row = new int[before.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int exchanged = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(exchanged, Math.min(before[j], row[j - 1]) + 1);
            }
            before = row;
        }
        return before[other.length()];
    }
}
