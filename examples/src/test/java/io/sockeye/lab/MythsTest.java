package io.sockeye.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the kernel does what the twenty texts say. */
class MythsTest {
    static List<Myth> all() {
        return Myths.ALL;
    }

    private static <T> T facts(Myth myth, Class<T> type) throws Exception {
        return type.cast(myth.run().facts());
    }

    private static Predicate<Transcript.Line> call(String text) {
        return line -> line.kind() == Transcript.Kind.CALL && line.text().contains(text);
    }

    @Test
    void thereAreTwentyWithNamesOfTheirOwn() {
        assertThat(Myths.ALL).hasSize(20).extracting(Myth::name).doesNotHaveDuplicates().allMatch(
                name -> name.matches("[a-z0-9]+(-[a-z0-9]+)+"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachHasAllThatALearnerIsShown(Myth myth) {
        assertThat(myth.belief()).endsWith(".");
        assertThat(myth.seen()).isNotBlank();
        assertThat(myth.question().text()).contains("?");
        assertThat(myth.question().answers()).hasSizeBetween(2, 4).doesNotHaveDuplicates();
        assertThat(myth.question().right()).isBetween(1, myth.question().answers().size());
        assertThat(myth.explanation().text().lines()).hasSizeBetween(3, 5).allMatch(line -> line.endsWith("."));
        assertThat(myth.explanation().page()).matches("[a-z_]+\\([2-8]\\)");
        assertThat(myth.explanation().section()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theKernelGivesTheRightAnswer(Myth myth) throws Exception {
        var outcome = myth.run();
        assertThat(outcome.facts().answer()).as("%s", outcome).isEqualTo(myth.question().right());
        assertThat(outcome.transcript()).anyMatch(call(" = "));
    }

    @Test
    void aRunLeavesNoDescriptorBehind() throws Exception {
        Myths.ALL.getFirst().run();
        long before = sockets();
        for (var myth : Myths.ALL) {
            myth.run();
        }
        assertThat(sockets()).isEqualTo(before);
    }

    /** The descriptors that only experiments have here. */
    private static long sockets() throws Exception {
        try (var numbers = Files.list(Path.of("/proc/self/fd"))) {
            return numbers.map(MythsTest::target)
                    .filter(target -> target.startsWith("socket:") || target.startsWith("anon_inode:"))
                    .count();
        }
    }

    private static String target(Path number) {
        try {
            return Files.readSymbolicLink(number).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    @Test
    void thoseThatRunAtTheSameTimeKeepTheirCallsApart() throws Exception {
        var runs = Stream.generate(() -> new FutureTask<>(EtPartialRead.MYTH::run)).limit(8).toList();
        runs.forEach(run -> Thread.ofPlatform().start(run));
        for (var run : runs) {
            assertThat(run.get().transcript().stream().filter(call("epoll_wait"))).hasSize(4);
        }
    }

    @Test
    void epollSharesMemory_theCallWritesTwelveBytesAndNothingElseDoes() throws Exception {
        assertThat(facts(EpollSharesMemory.MYTH, EpollSharesMemory.Seen.class))
                .isEqualTo(new EpollSharesMemory.Seen(0, 12, 12, 0));
    }

    @Test
    void etPartialRead_anArrivalIsAnEdge() throws Exception {
        assertThat(facts(EtPartialRead.MYTH, EtPartialRead.Seen.class))
                .isEqualTo(new EtPartialRead.Seen(1, 0, 1, 10, 1));
    }

    @Test
    void etIsFaster_eachMessageCostsAnEagain() throws Exception {
        var seen = facts(EtIsFaster.MYTH, EtIsFaster.Seen.class);
        assertThat(seen.levelCalls()).isEqualTo(300);
        assertThat(seen.edgeCalls()).isEqualTo(400);
        assertThat(seen.edgeEagains()).isEqualTo(100);
    }

    @Test
    void etReadToEagain_aShortReadLosesNothingAndHidesTheEnd() throws Exception {
        assertThat(facts(EtReadToEagain.MYTH, EtReadToEagain.Seen.class))
                .isEqualTo(new EtReadToEagain.Seen(100, 100, 300, 0, 10, 0, true, 0));
    }

    @Test
    void selectCounts_theBitIsBehindTheSet() throws Exception {
        var seen = facts(SelectCounts.MYTH, SelectCounts.Seen.class);
        assertThat(seen.byteOfTheBit()).isGreaterThanOrEqualTo(187).isGreaterThan(seen.bytesOfCsFdSet());
        assertThat(seen.bytesOfCsFdSet()).isEqualTo(128);
        assertThat(seen.isRefusedByASetOfCsSize()).isTrue();
    }

    @Test
    void selectKernelLimit_anyNumberIsWatched() throws Exception {
        var seen = facts(SelectKernelLimit.MYTH, SelectKernelLimit.Seen.class);
        assertThat(seen.number()).isGreaterThanOrEqualTo(2000);
        assertThat(seen.result()).isEqualTo("1");
        assertThat(seen.isInTheSet()).isTrue();
    }

    @Test
    void closeRemoves_theDeadNumberIsListedAndCannotBeRemoved() throws Exception {
        assertThat(facts(CloseRemoves.MYTH, CloseRemoves.Seen.class))
                .isEqualTo(new CloseRemoves.Seen("1", true, 1, "EBADF", 0));
    }

    @Test
    void epollForFiles_pollPretendsAndEpollRefuses() throws Exception {
        assertThat(facts(EpollForFiles.MYTH, EpollForFiles.Seen.class))
                .isEqualTo(new EpollForFiles.Seen("EPERM", true, true, 0));
    }

    @Test
    void epollIsAsynchronous_theWaitMovesNoByte() throws Exception {
        assertThat(facts(EpollIsAsynchronous.MYTH, EpollIsAsynchronous.Seen.class))
                .isEqualTo(new EpollIsAsynchronous.Seen(5, 0, 0, 5));
    }

    @Test
    void epollAlwaysWins_onlyIdleEntriesAreInVain() throws Exception {
        var seen = facts(EpollAlwaysWins.MYTH, EpollAlwaysWins.Seen.class);
        assertThat(seen.pollCalls()).isEqualTo(1);
        assertThat(seen.epollCalls()).isEqualTo(66);
        assertThat(List.of(seen.pollInVain(), seen.epollInVain())).containsExactly(0, 0);
        assertThat(List.of(seen.pollInVainWithOneReady(), seen.epollInVainWithOneReady())).containsExactly(63, 0);
    }

    @Test
    void nioIsNotEpoll_theServerIsInAnInterestListAsALevel() throws Exception {
        assertThat(facts(NioIsNotEpoll.MYTH, NioIsNotEpoll.Seen.class))
                .isEqualTo(new NioIsNotEpoll.Seen("sun.nio.ch.EPollSelectorImpl", 1, true, false));
    }

    @Test
    void readableNeverBlocks_itMayBeAnythingThatRecvHasToSay() throws Exception {
        assertThat(facts(ReadableNeverBlocks.MYTH, ReadableNeverBlocks.Seen.class))
                .isEqualTo(new ReadableNeverBlocks.Seen(true, "EAGAIN", true, "0", true, "ECONNRESET"));
    }

    @Test
    void selectKeepsArguments_theSetAndTheTimeoutComeBackOtherwise() throws Exception {
        assertThat(facts(SelectKeepsArguments.MYTH, SelectKeepsArguments.Seen.class))
                .isEqualTo(new SelectKeepsArguments.Seen(true, false, true, 1, false));
    }

    @Test
    void epolloutStaysArmed_everyWaitReturns() throws Exception {
        assertThat(facts(EpolloutStaysArmed.MYTH, EpolloutStaysArmed.Seen.class))
                .isEqualTo(new EpolloutStaysArmed.Seen(1_000, 1_000, 0, 0, 1));
    }

    @Test
    void etNeedsNoOneshot_twoThreadsAreInsideWithoutIt() throws Exception {
        assertThat(facts(EtNeedsNoOneshot.MYTH, EtNeedsNoOneshot.Seen.class))
                .isEqualTo(new EtNeedsNoOneshot.Seen(2, 1, 1));
    }

    @Test
    void sharedEpollIsEven_allAreServedAndReuseportAsksNobody() throws Exception {
        var seen = facts(SharedEpollIsEven.MYTH, SharedEpollIsEven.Seen.class);
        assertThat(seen.theBusierThread() + seen.theOtherThread()).isEqualTo(seen.connections());
        assertThat(seen.theBusierThread()).isGreaterThanOrEqualTo(90);
        assertThat(seen.queuedWhereNobodyAccepts()).isBetween(1, seen.reuseportConnections() - 1);
    }

    @Test
    void oneSendOneRecv_threeAreOneAndOneIsThree() throws Exception {
        assertThat(facts(OneSendOneRecv.MYTH, OneSendOneRecv.Seen.class)).isEqualTo(new OneSendOneRecv.Seen(3, 15, 3));
    }

    @Test
    void newSocketIsSilent_itHangsUpUntilItListens() throws Exception {
        assertThat(facts(NewSocketIsSilent.MYTH, NewSocketIsSilent.Seen.class))
                .isEqualTo(new NewSocketIsSilent.Seen(false, true, true, true, 0));
    }

    @Test
    void backlogLimitsConnections_onlyThoseNotYetAccepted() throws Exception {
        assertThat(facts(BacklogLimitsConnections.MYTH, BacklogLimitsConnections.Seen.class))
                .isEqualTo(new BacklogLimitsConnections.Seen(1, 10, 2, false));
    }

    @Test
    void pollHasNoLimit_theLimitIsTheOneOfOpenDescriptors() throws Exception {
        var seen = facts(PollHasNoLimit.MYTH, PollHasNoLimit.Seen.class);
        assertThat(seen.limit()).isPositive();
        assertThat(List.of(seen.atTheLimit(), seen.beyondTheLimit())).containsExactly("0", "EINVAL");
    }
}
