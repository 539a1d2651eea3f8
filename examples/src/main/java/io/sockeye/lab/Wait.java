package io.sockeye.lab;

import java.util.List;

/**
 * One wait call, with the memory that went in and came back, byte for byte.
 *
 * @param call as strace prints it
 * @param result what it returned: a number, or -errno
 * @param unit what a cell is: a bit of a {@code fd_set}, a {@code struct pollfd}, a {@code struct epoll_event}
 * @param cells in the order of the memory
 * @param bytesIn how many bytes the call was given to read, computed from its arguments
 * @param bytesOut how many bytes it wrote, computed from its result
 * @param scanned how many cells the program has to look at to find the ready ones, computed
 * @param ready the sockets that they name
 * @param slept whether the thread went to sleep, by its voluntary switches in {@code /proc}
 */
record Wait(
        String call,
        int result,
        String unit,
        List<Cell> cells,
        long bytesIn,
        long bytesOut,
        long scanned,
        List<String> ready,
        boolean slept) {
    /**
     * A piece of the memory.
     *
     * @param label what stands there
     * @param before its bytes or its bit before the call
     * @param after and after it
     * @param changed whether they differ
     */
    record Cell(String label, String before, String after, boolean changed) {
        static Cell of(String label, String before, String after) {
            return new Cell(label, before, after, !before.equals(after));
        }
    }
}
