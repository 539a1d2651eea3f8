package io.sockeye.benchmarks.measure;

import io.sockeye.benchmarks.report.Sample;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Checks that all variants moved the same number of bytes: otherwise their times cannot be compared. */
final class Traffic {
    private Traffic() {}

    private record Setting(int question, String part, Map<String, Integer> at) {}

    /** Throws and names two that did not. */
    static void check(Collection<Sample> samples) throws IOException {
        var first = new HashMap<Setting, Sample>();
        for (var sample : samples) {
            var moved = sample.figures().get(Sample.MOVED);
            if (moved == null) {
                throw new IOException(sample + " does not say what it moved");
            }
            var setting = new Setting(sample.question(), sample.part(), sample.at());
            var other = first.putIfAbsent(setting, sample);
            if (other != null && !moved.equals(other.figures().get(Sample.MOVED))) {
                throw new IOException(
                        "the traffic is not equal, so the figures cannot be compared: " + other + " and " + sample);
            }
        }
    }
}
