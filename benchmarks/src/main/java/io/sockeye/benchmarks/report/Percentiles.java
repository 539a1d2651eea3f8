package io.sockeye.benchmarks.report;

/** Orders figures that are called {@code p50}, {@code p99.9}, …, {@code max}. */
final class Percentiles {
    private Percentiles() {}

    /** 99.9 of {@code p99.9}, 100 of {@code max}, and a number above them of what is none. */
    static double of(String figure) {
        if (figure.equals("max")) {
            return 100;
        }
        return figure.matches("p[0-9.]+") ? Double.parseDouble(figure.substring(1)) : Double.MAX_VALUE;
    }

    static boolean is(String figure) {
        return of(figure) <= 100;
    }
}
