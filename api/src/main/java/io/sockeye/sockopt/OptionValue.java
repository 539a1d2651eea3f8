package io.sockeye.sockopt;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sockeye.Inet;
import io.sockeye.bindings.Timeval;
import io.sockeye.bindings.Ucred;
import io.sockeye.internal.poll.Deadline;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * The encoding of an option's value in memory.
 *
 * @param room the size of the memory that the kernel may write; larger than a value if that reveals a value of another type
 * @param fits whether a length that the kernel returned is one of this type
 * @param writer encodes a value for setsockopt
 * @param reader decodes the value of getsockopt; the memory ends after the bytes that the kernel wrote
 */
record OptionValue<T>(int room, IntPredicate fits, Writer<T> writer, Function<MemorySegment, T> reader) {
    interface Writer<T> {
        MemorySegment write(T value, Arena arena);
    }

    /** The kernel returns some options as one byte, ip(7), so an int has one byte or four. */
    static final OptionValue<Integer> INT = new OptionValue<>(
            4 * Integer.BYTES,
            length -> length == Integer.BYTES || length == Byte.BYTES,
            (value, arena) -> arena.allocateFrom(JAVA_INT, value),
            memory -> memory.byteSize() == Byte.BYTES
                    ? Byte.toUnsignedInt(memory.get(JAVA_BYTE, 0))
                    : memory.get(JAVA_INT, 0));

    /** The first int of a struct of two, which is not read further; SO_TIMESTAMPING. */
    static final OptionValue<Integer> FLAGS = new OptionValue<>(
            Integer.BYTES, length -> length == Integer.BYTES, INT.writer, INT.reader);

    /** An int in network byte order. */
    static final OptionValue<Integer> NETWORK_INT = INT.as(Inet::htonl, Inet::ntohl);

    static final OptionValue<Boolean> BOOLEAN = INT.as(value -> value ? 1 : 0, value -> value != 0);
    static final OptionValue<Duration> SECONDS = INT.as(value -> count(value, 1_000_000_000), Duration::ofSeconds);
    static final OptionValue<Duration> MILLISECONDS = INT.as(value -> count(value, 1_000_000), Duration::ofMillis);
    static final OptionValue<Duration> MICROSECONDS =
            INT.as(value -> count(value, 1_000), value -> Duration.ofNanos(value * 1_000L));

    /** No more room than a long: SO_NETNS_COOKIE rejects it. */
    static final OptionValue<Long> LONG = new OptionValue<>(
            Long.BYTES,
            length -> length == Long.BYTES,
            (value, arena) -> arena.allocateFrom(JAVA_LONG, value),
            memory -> memory.get(JAVA_LONG, 0));

    /** {@code struct timeval}; zero means no timeout, as in C. */
    static final OptionValue<Duration> TIMEVAL = new OptionValue<>(
            4 * Long.BYTES,
            length -> length == 2 * Long.BYTES,
            (value, arena) -> new Timeval(arena).set(nanos(value)),
            memory -> Duration.ofNanos(Timeval.nanoseconds(memory, 0)));

    /** {@code struct linger} is two ints; socket(7). */
    static final OptionValue<Linger> LINGER = new OptionValue<>(
            4 * Integer.BYTES,
            length -> length == 2 * Integer.BYTES,
            (value, arena) -> arena.allocateFrom(JAVA_INT, value.onoff() ? 1 : 0, count(value.linger(), 1_000_000_000)),
            memory -> new Linger(
                    memory.getAtIndex(JAVA_INT, 0) != 0, Duration.ofSeconds(memory.getAtIndex(JAVA_INT, 1))));

    static final OptionValue<PeerCredentials> UCRED = new OptionValue<>(
            2 * Ucred.BYTES,
            length -> length == Ucred.BYTES,
            OptionValue::readOnly,
            memory -> new PeerCredentials(Ucred.pid(memory, 0), Ucred.uid(memory, 0), Ucred.gid(memory, 0)));

    static final OptionValue<TcpInfo> CONNECTION =
            new OptionValue<>(TcpInfo.ROOM, length -> true, OptionValue::readOnly, TcpInfo::of);

    static final OptionValue<FilterProgram> PROGRAM = new OptionValue<>(
            0,
            length -> false,
            FilterProgram::write,
            memory -> {
                throw new IllegalStateException("a program is never read");
            });

    /** Text that ends with NUL, or at the end of the value. */
    static OptionValue<String> text(int room) {
        return bytes(room).as(OptionValue::terminated, OptionValue::unterminated);
    }

    static OptionValue<byte[]> bytes(int room) {
        return new OptionValue<>(
                room,
                length -> length <= room,
                (value, arena) -> arena.allocateFrom(JAVA_BYTE, value),
                memory -> memory.toArray(JAVA_BYTE));
    }

    /** A list of ints, of the length that the kernel returned. */
    static OptionValue<List<Integer>> ints(int most) {
        return new OptionValue<>(
                most * Integer.BYTES,
                length -> length <= most * Integer.BYTES && length % Integer.BYTES == 0,
                OptionValue::readOnly,
                memory -> Arrays.stream(memory.toArray(JAVA_INT)).boxed().toList());
    }

    /** The same encoding with another Java type. */
    <U> OptionValue<U> as(Function<U, T> to, Function<T, U> from) {
        return new OptionValue<>(
                room, fits, (value, arena) -> writer.write(to.apply(value), arena), reader.andThen(from));
    }

    private static <T> MemorySegment readOnly(T value, Arena arena) {
        throw new IllegalArgumentException("an option that can only be read");
    }

    /** Converts a time to a number of units, rounded up, at most {@code INT_MAX}. */
    private static int count(Duration value, long unit) {
        return (int) Math.min(Math.ceilDiv(nanos(value), unit), Integer.MAX_VALUE);
    }

    private static long nanos(Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("a negative time: " + value);
        }
        return Deadline.saturatedNanos(value);
    }

    /** Encodes a C string. A NUL inside is rejected, because the kernel would read a shorter name. */
    static byte[] terminated(String value) {
        if (value.indexOf(0) >= 0) {
            throw new IllegalArgumentException("a name with a NUL inside: " + value.replace('\0', '?'));
        }
        return (value + "\0").getBytes(UTF_8);
    }

    private static String unterminated(byte[] value) {
        int end = 0;
        while (end < value.length && value[end] != 0) {
            end++;
        }
        return new String(value, 0, end, UTF_8);
    }
}
