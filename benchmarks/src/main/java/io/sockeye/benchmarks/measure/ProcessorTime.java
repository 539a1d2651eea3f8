package io.sockeye.benchmarks.measure;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/**
 * The CPU time of processes and threads, in nanoseconds; clock_getcpuclockid(3). Not read from /proc: there each thread has a file of
 * its own, and a thread that ends in between is missed, or makes the read fail.
 */
public final class ProcessorTime {
    /** From {@code <time.h>}. */
    private static final int CLOCK_THREAD_CPUTIME_ID = 3;

    private static final MethodHandle CLOCK_OF_PROCESS =
            downcall("clock_getcpuclockid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle CLOCK_GETTIME =
            downcall("clock_gettime", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));

    private ProcessorTime() {}

    /**
     * All of its threads, those that have ended too.
     *
     * @param pid the process
     * @return of all together
     * @throws IOException if there is no such process
     */
    public static long ofProcess(long pid) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var clock = arena.allocate(JAVA_INT);
            int error = (int) CLOCK_OF_PROCESS.invokeExact((int) pid, clock);
            if (error != 0) {
                throw new IOException("clock_getcpuclockid(" + pid + "): error " + error + ": no such process?");
            }
            return of(clock.get(JAVA_INT, 0));
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /**
     * The calling thread.
     *
     * @return since it started
     * @throws IOException if the kernel has no such clock
     */
    public static long ofThisThread() throws IOException {
        return of(CLOCK_THREAD_CPUTIME_ID);
    }

    private static long of(int clock) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var timespec = arena.allocate(JAVA_LONG, 2);
            int result = (int) CLOCK_GETTIME.invokeExact(clock, timespec);
            if (result != 0) {
                throw new IOException("clock_gettime(" + clock + ") failed: has the process ended?");
            }
            return timespec.getAtIndex(JAVA_LONG, 0) * 1_000_000_000 + timespec.getAtIndex(JAVA_LONG, 1);
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    // SAFETY: the types are those of time.h on 64-bit Linux, and both write one value of what they are handed.
    @SuppressWarnings("restricted")
    private static MethodHandle downcall(String name, FunctionDescriptor type) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    }
}
