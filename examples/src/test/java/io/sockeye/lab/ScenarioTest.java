package io.sockeye.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.bindings.trace.Trace;
import io.sockeye.bindings.trace.TracedCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The four panels over the same sockets. */
@NullUnmarked
class ScenarioTest {
    private Scenario scenario;

    @BeforeEach
    void open() throws Exception {
        scenario = new Scenario();
        act("add", "", 3);
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    private Scenario.View act(String name, String line, int count) throws Exception {
        return scenario.act(new Scenario.Action(name, line, "", count));
    }

    private Panel.View step(Mechanism mechanism, int milliseconds) throws Exception {
        var view = scenario.act(new Scenario.Action("step", "", mechanism.word(), milliseconds));
        return panel(view, mechanism);
    }

    private static Panel.View panel(Scenario.View view, Mechanism mechanism) {
        return view.panels().stream()
                .filter(panel -> panel.mechanism().equals(mechanism.word()))
                .findFirst()
                .orElseThrow();
    }

    private int watched(String name) throws Exception {
        return scenario.view().lines().stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow()
                .watched();
    }

    @ParameterizedTest
    @EnumSource(Mechanism.class)
    void whoWasWrittenToIsReady(Mechanism mechanism) throws Exception {
        act("write", "B", 100);
        var wait = step(mechanism, 0).last();
        assertThat(wait).isNotNull();
        assertThat(wait.result()).isEqualTo(1);
        assertThat(wait.ready()).containsExactly("B");
    }

    @Test
    void selectLightsTheBitsOfThoseWhoAreNotReady() throws Exception {
        act("write", "B", 1);
        var lit = step(Mechanism.SELECT, 0).last().cells().stream().filter(Wait.Cell::changed).toList();
        assertThat(lit)
                .containsExactly(
                        new Wait.Cell(Integer.toString(watched("A")), "1", "0", true),
                        new Wait.Cell(Integer.toString(watched("C")), "1", "0", true));
    }

    @Test
    void pollLightsTheReventsOfWhoIsReady() throws Exception {
        act("write", "B", 1);
        var lit = step(Mechanism.POLL, 0).last().cells().stream().filter(Wait.Cell::changed).toList();
        assertThat(lit).singleElement().satisfies(cell -> {
            assertThat(cell.label()).contains("fd=" + watched("B") + " ");
            assertThat(cell.after()).isEqualTo("revents=POLLIN");
        });
    }

    @Test
    void levelTellsAgainAndEdgeDoesNot() throws Exception {
        act("write", "B", 1);
        step(Mechanism.EPOLL, 0);
        step(Mechanism.EPOLL_EDGE, 0);
        assertThat(step(Mechanism.EPOLL, 0).last().result()).isEqualTo(1);
        assertThat(step(Mechanism.EPOLL_EDGE, 0).last().result()).isZero();
    }

    @Test
    void theKernelKeepsEpollsInterestListOnly() throws Exception {
        act("write", "B", 1);
        int b = watched("B");
        var view = scenario.view();
        assertThat(panel(view, Mechanism.SELECT).kept().entries()).isEmpty();
        assertThat(panel(view, Mechanism.POLL).kept().readyListHasEntries()).isNull();
        var kept = panel(view, Mechanism.EPOLL).kept();
        assertThat(kept.entries()).hasSize(3).anyMatch(entry -> entry.startsWith("tfd: " + b + " "));
        assertThat(kept.readyListHasEntries()).isTrue();
    }

    @Test
    void closeLeavesADuplicateOnTheInterestList() throws Exception {
        int closed = watched("A");
        act("dup", "A", 0);
        act("close", "A", 0);
        act("write", "A", 1);
        var panel = step(Mechanism.EPOLL, 0);
        assertThat(panel.last().cells().getFirst().after()).isEqualTo("events=EPOLLIN data=" + closed);
        assertThat(panel.kept().entries()).hasSize(3);
        assertThat(step(Mechanism.POLL, 0).last().cells()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Mechanism.class)
    void aWaitSleepsUntilSomebodyIsReady(Mechanism mechanism) throws Exception {
        var asleep = step(mechanism, 20_000);
        assertThat(asleep.sleep()).isNotNull();
        assertThatThrownBy(() -> step(mechanism, 0)).isInstanceOf(Refusal.class).hasMessageContaining("still sleeps");
        act("write", "C", 1);
        var view = panel(scenario.view(), mechanism);
        while (view.sleep() != null) {
            Thread.onSpinWait();
            view = panel(scenario.view(), mechanism);
        }
        assertThat(view.last().ready()).containsExactly("C");
        assertThat(view.last().slept()).isTrue();
        assertThat(view.counters().wakeUps()).isEqualTo(1);
    }

    /** The wait began before there was a D. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "EPOLL_EDGE"})
    void whoIsAddedDuringAWaitIsNamed(Mechanism mechanism) throws Exception {
        step(mechanism, 20_000);
        act("add", "", 1);
        act("write", "D", 1);
        var view = panel(scenario.view(), mechanism);
        while (view.sleep() != null) {
            Thread.onSpinWait();
            view = panel(scenario.view(), mechanism);
        }
        assertThat(view.last().ready()).containsExactly("D");
    }

    /** By its duplicate A is still listed under the number that D has now; without one it is not. */
    @ParameterizedTest
    @CsvSource({"true, A, A or D", "true, D, A or D", "false, D, D"})
    void aNumberThatIsUsedAgainHasTheNamesOfThoseWhoAreListed(boolean hasDuplicate, String written, String named)
            throws Exception {
        int reused = watched("A");
        if (hasDuplicate) {
            act("dup", "A", 0);
        }
        act("close", "A", 0);
        act("add", "", 1);
        assumeTrue(watched("D") == reused, "another thread has got the number");
        act("write", written, 1);
        assertThat(step(Mechanism.EPOLL, 0).last().ready()).containsExactly(named);
    }

    @Test
    void theNinthDuplicateIsRefused() throws Exception {
        for (int i = 0; i < 8; i++) {
            act("dup", "A", 0);
        }
        assertThatThrownBy(() -> act("dup", "A", 0)).isInstanceOf(Refusal.class).hasMessageContaining("8 duplicates");
    }

    @Test
    void aWaitThatThrewIsToldAndThePanelCanBeSteppedAgain() throws Exception {
        var panel = new Panel(Mechanism.POLL) {
            @Override
            Call prepare(List<String> names, int[] numbers) {
                return timeout -> {
                    throw new IllegalStateException("there is no /proc");
                };
            }

            @Override
            Kept kept() {
                return new Kept("", List.of(), null);
            }
        };
        for (int i = 0; i < 2; i++) {
            panel.step(List.of(), Duration.ZERO);
            assertThatThrownBy(() -> panel.settle(Duration.ofSeconds(20))).isInstanceOf(Refusal.class)
                    .hasMessageContaining("wait of poll failed").hasMessageContaining("there is no /proc");
        }
        assertThat(panel.view().counters().calls()).isZero();
    }

    @Test
    void whatCrossesTheBorderIsComputedFromTheCalls() throws Exception {
        act("write", "B", 1);
        var poll = step(Mechanism.POLL, 0).counters();
        assertThat(List.of(poll.bytesIn(), poll.bytesOut(), poll.scanned())).containsExactly(24L, 6L, 3L);
        var epoll = step(Mechanism.EPOLL, 0).counters();
        assertThat(List.of(epoll.bytesIn(), epoll.bytesOut(), epoll.scanned())).containsExactly(0L, 12L, 1L);
    }

    @Test
    void aReadThatFindsNothingIsCounted() throws Exception {
        assertThat(act("read", "A", 1).eagains()).isEqualTo(1);
        act("write", "A", 5);
        assertThat(act("read", "A", 65_536).done()).isEqualTo("read 5 bytes from A");
        act("half-close", "A", 0);
        assertThat(act("read", "A", 1).done()).isEqualTo("A is at its end");
    }

    @ParameterizedTest
    @EnumSource(Mechanism.class)
    void aCallReadsAsTheTraceHasIt(Mechanism mechanism) throws Exception {
        act("write", "B", 1);
        var calls = new CopyOnWriteArrayList<String>();
        try (var _ = Trace.to((TracedCall call) -> calls.add(call.text()))) {
            var call = step(mechanism, 0).last().call();
            assertThat(calls).contains(call);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "add, '', 1000000000, there may be 1 to 61",
        "add, '', 0, there may be 1 to 61",
        "write, A, -1, there may be 1 to",
        "write, Z, 1, no socket is called Z",
        "fly, A, 1, no action is called fly"
    })
    void whatCannotBeIsRefused(String name, String line, int count, String reason) {
        assertThatThrownBy(() -> act(name, line, count)).isInstanceOf(Refusal.class).hasMessageContaining(reason);
    }

    @Test
    void aWriteSaysWhatThereWasRoomFor() throws Exception {
        int told = 0;
        var done = act("write", "A", 65_536).done();
        while (!done.endsWith("EAGAIN")) {
            told += Integer.parseInt(done.replaceAll("\\D", ""));
            done = act("write", "A", 65_536).done();
        }
        assertThat(scenario.view().lines().getFirst().unread()).isPositive().isEqualTo(told);
    }

    @Test
    void whatIsClosedIsRefused() throws Exception {
        act("close-peer", "A", 0);
        assertThatThrownBy(() -> act("write", "A", 1)).isInstanceOf(Refusal.class)
                .hasMessageContaining("closed already");
        act("close", "B", 0);
        assertThatThrownBy(() -> act("dup", "B", 0)).isInstanceOf(Refusal.class).hasMessageContaining("closed already");
        scenario.close();
        assertThatThrownBy(() -> act("add", "", 1)).isInstanceOf(Refusal.class).hasMessageContaining("over");
    }
}
