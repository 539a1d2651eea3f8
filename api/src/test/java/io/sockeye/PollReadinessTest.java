package io.sockeye;

import java.time.Duration;

class PollReadinessTest extends ReadinessContract {
    @Override
    String found(Pollable item) throws Exception {
        try (var poll = new Poll<Pollable>()) {
            poll.register(item, SupportBits.ASKED);
            return SupportBits.words(poll.poll(Duration.ofSeconds(20)).getFirst().revents());
        }
    }

    @Override
    String words(String bits) {
        return bits.equals("FILE") ? "IN OUT" : bits;
    }
}
