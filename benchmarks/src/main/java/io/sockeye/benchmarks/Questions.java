package io.sockeye.benchmarks;

import java.util.List;

/** All ten. */
final class Questions {
    private Questions() {}

    static List<Question> all() {
        return List.of(
                CallQuestion.create(),
                new WaitQuestion(),
                new RegistrationQuestion(),
                new EchoThroughput(),
                new EchoLatency(),
                new UdpQuestion(),
                new FileQuestion(),
                new StartUp(),
                new BlockingThreads(),
                new WakeupQuestion());
    }
}
