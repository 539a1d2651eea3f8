package io.sockeye;

import io.sockeye.support.PollBits;
import java.time.Duration;

class EpollReadinessTest extends ReadinessContract {
    /** What is asked for besides. */
    int mode() {
        return 0;
    }

    @Override
    String found(Pollable item) throws Exception {
        try (var epoll = Epoll.create()) {
            epoll.add(item, PollBits.ASKED | mode(), 0);
            return PollBits.words(epoll.poll(Duration.ofSeconds(20)).iterator().next().mask());
        } catch (PermissionException e) {
            return e.errno().name();
        }
    }

    @Override
    String words(String bits) {
        return bits.equals("FILE") ? "EPERM" : bits;
    }
}
