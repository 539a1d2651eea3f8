package io.sockeye.benchmarks.report;

/**
 * A plot of the report.
 *
 * @param title what it shows
 * @param kind how
 * @param part which points
 * @param x the setting on the horizontal axis; of percentiles and bars nothing
 * @param figure what is on the vertical axis; of percentiles the unit of {@code p50}, {@code p90}, …
 */
public record Plot(String title, Kind kind, String part, String x, String figure) {
    /** How a plot is drawn. */
    public enum Kind {
        /** Both axes logarithmic, a line for a variant, from the lowest to the highest round as a band. */
        LOG_LOG,
        /** One bar for a variant, with its spread. */
        BARS,
        /** Latency over 1/(1-p). */
        PERCENTILES
    }
}
