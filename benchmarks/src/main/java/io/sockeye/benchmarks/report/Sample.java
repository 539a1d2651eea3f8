package io.sockeye.benchmarks.report;

import java.util.Map;

/**
 * The figures of one variant in one round at one setting.
 *
 * @param question its number
 * @param part which plot and table it belongs to: {@code recv that would block}, {@code one active}
 * @param variant its name
 * @param round counted from 0
 * @param at the setting: {@code n=1000}, {@code connections=64, bytes=4096}; empty if there is only one
 * @param figures by name with their unit: {@code ns/event}, {@code B/op}, {@code syscalls/event epoll_wait}; {@link #MOVED} must
 *     be equal for all variants
 */
public record Sample(
        int question,
        String part,
        String variant,
        int round,
        Map<String, Integer> at,
        Map<String, Double> figures) {
    /** The bytes that an operation moved. A run whose variants moved different bytes fails. */
    public static final String MOVED = "bytes/op";

    /** Of figures that count system calls for one operation; the call's name follows. */
    public static final String SYSCALLS = "syscalls/op ";
}
