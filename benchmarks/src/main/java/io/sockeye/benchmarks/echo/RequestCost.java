package io.sockeye.benchmarks.echo;

import io.sockeye.benchmarks.load.ClosedLoop;
import io.sockeye.benchmarks.report.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What a request costs while one message is under way on each connection, as figures of a {@link Sample}. */
final class RequestCost {
    static final String CPU = "cpu ns/request";
    static final String TIME = "ns/request";
    static final String CLIENT_CPU = "client cpu ns/request";

    /**
     * Before the first look at a server's processor time: the clock of a process that runs is up to a tick behind, and what the
     * server does after the last message of the warm-up is to be over.
     */
    static final Duration SETTLED = Duration.ofMillis(20);

    private RequestCost() {}

    /** Of as many as there are in a time. */
    static Map<String, Double> of(ServerProcess server, ClosedLoop load, Duration time)
            throws IOException, InterruptedException {
        Thread.sleep(SETTLED);
        long used = server.processorNanos();
        var result = load.run(time);
        used = server.processorNanos() - used;
        double requests = result.requests();
        var figures = new HashMap<String, Double>();
        figures.put(CPU, used / requests);
        figures.put(TIME, result.seconds() * 1e9 / requests);
        figures.put(CLIENT_CPU, result.processorNanos() / requests);
        figures.put(Sample.MOVED, result.bytes() / requests);
        return figures;
    }
}
