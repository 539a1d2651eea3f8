package io.sockeye.benchmarks.measure;

import io.sockeye.benchmarks.report.Point;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Whether all variants moved the same bytes: else their times say nothing about each other. */
final class Traffic {
    private Traffic() {}

    private record Setting(int question, String part, Map<String, Integer> at) {}

    /** Throws and names two that did not. */
    static void check(Collection<Point> points) throws IOException {
        var first = new HashMap<Setting, Point>();
        for (var point : points) {
            var moved = point.figures().get(Point.MOVED);
            if (moved == null) {
                throw new IOException(point + " does not say what it moved");
            }
            var setting = new Setting(point.question(), point.part(), point.at());
            var other = first.putIfAbsent(setting, point);
            if (other != null && !moved.equals(other.figures().get(Point.MOVED))) {
                throw new IOException(
                        "the traffic is not equal, so the figures cannot be compared: " + other + " and " + point);
            }
        }
    }
}
