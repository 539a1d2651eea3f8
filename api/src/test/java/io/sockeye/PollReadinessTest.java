package io.sockeye;

import io.sockeye.support.PollBits;
import java.time.Duration;

class PollReadinessTest extends ReadinessContract {
    @Override
    String found(Pollable item) throws Exception {
        try (var poll = new Poll<Pollable>()) {
            poll.register(item, PollBits.ASKED);
            return PollBits.words(poll.poll(Duration.ofSeconds(20)).getFirst().revents());
        }
    }

    @Override
    String words(String bits) {
        return bits.equals("FILE") ? "IN OUT" : bits;
    }
}
