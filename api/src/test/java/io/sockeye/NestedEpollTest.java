package io.sockeye;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An {@link Epoll} is itself something to wait for; epoll(7), Q3. */
class NestedEpollTest extends EventDescriptorContract<Epoll> {
    private final List<EventFd> watched = new ArrayList<>();

    @AfterEach
    void closeWhatIsWatched() {
        watched.forEach(EventFd::close);
    }

    @Override
    Epoll open() throws Exception {
        closeWhatIsWatched();
        watched.add(EventFd.create(0));
        var epoll = Epoll.create();
        epoll.register(watched.getLast(), EPOLLIN);
        return epoll;
    }

    @Override
    void happen(Epoll epoll) throws Exception {
        watched.getLast().write(1);
    }

    @Override
    void await(Epoll epoll) throws Exception {
        assertThat(epoll.poll(null).size()).isOne();
    }

    @Override
    boolean look(Epoll epoll) throws Exception {
        return epoll.poll(Duration.ZERO).size() > 0;
    }

    /** With EINTR, and the instance stays open. */
    @Test
    @Override
    void anInterruptEndsTheWaitOfAVirtualThread() throws Exception {
        var epoll = open();
        var waits = Kind.VIRTUAL.start(() -> epoll.poll(null).size()).awaitBlocked();
        waits.thread().interrupt();

        assertThatThrownBy(waits::result).hasMessageContaining("EINTR");
        assertThat(epoll.fileno()).isNotNegative();
        epoll.close();
    }
}
