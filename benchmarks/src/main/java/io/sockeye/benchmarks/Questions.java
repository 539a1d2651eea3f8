package io.sockeye.benchmarks;

import io.sockeye.benchmarks.call.CallQuestion;
import io.sockeye.benchmarks.echo.EchoLatencyQuestion;
import io.sockeye.benchmarks.echo.EchoThroughputQuestion;
import io.sockeye.benchmarks.echo.StartUpQuestion;
import io.sockeye.benchmarks.echo.VirtualThreadQuestion;
import io.sockeye.benchmarks.file.FileQuestion;
import io.sockeye.benchmarks.registration.RegistrationQuestion;
import io.sockeye.benchmarks.udp.UdpQuestion;
import io.sockeye.benchmarks.wait.WaitQuestion;
import io.sockeye.benchmarks.wakeup.WakeupQuestion;
import java.util.List;

/** The ten questions. */
public final class Questions {
    private Questions() {}

    public static List<Question> all() {
        return List.of(
                CallQuestion.create(),
                new WaitQuestion(),
                new RegistrationQuestion(),
                new EchoThroughputQuestion(),
                new EchoLatencyQuestion(),
                new UdpQuestion(),
                new FileQuestion(),
                new StartUpQuestion(),
                new VirtualThreadQuestion(),
                new WakeupQuestion());
    }
}
