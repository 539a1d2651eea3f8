package io.sockeye.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.bindings.generated.cmsghdr;
import io.sockeye.bindings.generated.tcp_info;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** What jextract leaves out and we have written: the macros of cmsg(3), select(2) and sigsetops(3), and bit-fields, against C. */
class MacrosTest {
    private final Map<String, Long> c = AbiProbe.answers();

    @Test
    void trap15ControlMessagesAreAlignedAsInC() {
        for (var answer : c.entrySet()) {
            var key = answer.getKey().split("\\.", -1);
            if (key[0].equals("cmsg") && key.length == 3 && !key[1].equals("walk")) {
                long length = Long.parseLong(key[2]);
                long ours = switch (key[1]) {
                    case "align" -> Cmsg.CMSG_ALIGN(length);
                    case "len" -> Cmsg.CMSG_LEN(length);
                    case "space" -> Cmsg.CMSG_SPACE(length);
                    default -> throw new AssertionError(answer);
                };
                assertThat(ours).as(answer.getKey()).isEqualTo(answer.getValue());
            }
        }
    }

    @Test
    void trap15ControlMessagesAreWalkedAsInC() {
        long[] data = {4, 12, 16};
        long length = c("cmsg.walk.controllen");
        var control = Arena.ofAuto().allocate(length, 8);
        long at = 0;
        for (long bytes : data) {
            cmsghdr.cmsg_len(control.asSlice(at), Cmsg.CMSG_LEN(bytes));
            at += Cmsg.CMSG_SPACE(bytes);
        }

        int count = 0;
        for (long header = Cmsg.CMSG_FIRSTHDR(length);
                header >= 0;
                header = Cmsg.CMSG_NXTHDR(control, length, header)) {
            assertThat(header).isEqualTo(c("cmsg.walk." + count + ".header"));
            assertThat(Cmsg.CMSG_DATA(header)).isEqualTo(c("cmsg.walk." + count + ".data"));
            count++;
        }
        assertThat(count).isEqualTo((int) c("cmsg.walk.count"));
        assertThat(Cmsg.CMSG_FIRSTHDR(15)).isEqualTo(-1);
    }

    @Test
    void aControlMessageThatClaimsToBeLongerThanItsBufferEndsTheWalk() {
        var control = Arena.ofAuto().allocate(64, 8);
        cmsghdr.cmsg_len(control, 1000);

        assertThat(Cmsg.CMSG_NXTHDR(control, 64, 0)).isEqualTo(-1);
    }

    @Test
    void fdSetPutsEachDescriptorWhereFdSetOfCPutsIt() {
        c.forEach((key, value) -> {
            if (key.startsWith("fd_set.") && key.endsWith(".byte")) {
                int fd = Integer.parseInt(key.split("\\.", -1)[1]);
                var set = new FdSet(Arena.ofAuto(), 1024);
                set.set(fd);
                assertThat(Byte.toUnsignedLong(set.segment().get(ValueLayout.JAVA_BYTE, value)))
                        .as(key)
                        .isEqualTo(c("fd_set." + fd + ".mask"));
            }
        });
    }

    @Test
    void aSigsetPutsEachSignalWhereSigaddsetPutsIt() {
        c.forEach((key, value) -> {
            if (key.startsWith("sigset.") && key.endsWith(".byte")) {
                int signal = Integer.parseInt(key.split("\\.", -1)[1]);
                var set = new Sigset(Arena.ofAuto()).set(signal);
                assertThat(Byte.toUnsignedLong(set.segment().get(ValueLayout.JAVA_BYTE, value)))
                        .as(key)
                        .isEqualTo(c("sigset." + signal + ".mask"));
            }
        });
        assertThat(SockExtendedErr.SO_EE_OFFENDER(0)).isEqualTo(c("so_ee.offender"));
        assertThat(SignalSyscalls.SIGINFO).isEqualTo(c("siginfo.size"));
    }

    @Test
    void trap16TcpInfoBitFieldsAreTheBitsOfC() {
        assertThat(bits("tcpi_snd_wscale", TcpInfo::tcpi_snd_wscale)).isEqualTo(15);
        assertThat(bits("tcpi_rcv_wscale", TcpInfo::tcpi_rcv_wscale)).isEqualTo(15);
        assertThat(bits("tcpi_fastopen_client_fail", TcpInfo::tcpi_fastopen_client_fail)).isEqualTo(3);
        assertThat(bits("tcpi_delivery_rate_app_limited", i -> TcpInfo.tcpi_delivery_rate_app_limited(i) ? 1 : 0))
                .isEqualTo(1);
    }

    /** What is read when the bits that C has for a field, and no others, are set. */
    private int bits(String field, ToIntFunction<MemorySegment> read) {
        var info = tcp_info.allocate(Arena.ofAuto());
        assertThat(read.applyAsInt(info)).isZero();
        info.fill((byte) 0xFF);
        long at = c("bitfield.tcp_info." + field + ".byte");
        byte others = (byte) ~c("bitfield.tcp_info." + field + ".mask");
        info.set(ValueLayout.JAVA_BYTE, at, others);
        assertThat(read.applyAsInt(info)).as("%s reads no other bits", field).isZero();
        info.fill((byte) 0);
        info.set(ValueLayout.JAVA_BYTE, at, (byte) ~others);
        return read.applyAsInt(info);
    }

    private long c(String key) {
        return Objects.requireNonNull(c.get(key), key);
    }
}
