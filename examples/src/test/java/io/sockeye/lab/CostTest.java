package io.sockeye.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is counted is exact; of what is measured only that it was. */
class CostTest {
    @Test
    void selectAndPollCopyForAllAndEpollForThoseWhoAreReady() throws Exception {
        var result = Cost.measure(1_000, 10);
        var last = result.figures().subList(result.figures().size() - 3, result.figures().size());
        assertThat(last).extracting(Cost.Figure::mechanism).containsExactly("select", "poll", "epoll");
        assertThat(last).extracting(Cost.Figure::n).containsOnly(1_000);
        assertThat(last.get(0).scanned()).isGreaterThanOrEqualTo(1_000);
        assertThat(last.get(1).bytes()).isEqualTo(10_000);
        assertThat(last.get(1).scanned()).isEqualTo(1_000);
        assertThat(last.get(2).bytes()).isEqualTo(120);
        assertThat(last.get(2).scanned()).isEqualTo(10);
        assertThat(last).allMatch(figure -> figure.nanos() > 0);
    }
}
