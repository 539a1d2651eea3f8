package io.sockeye.bindings;

import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.ErrnoConstants.ENAMETOOLONG;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.bindings.generated.rlimit;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** getrlimit(2), getpid(2), gettid(2), gethostname(2), strerror(3). */
class SystemSyscallsTest {
    private final Arena arena = Arena.ofAuto();

    @Test
    void getrlimitSaysHowManyFilesMayBeOpen() throws Exception {
        var limit = rlimit.allocate(arena);
        assertThat(SystemSyscalls.getrlimit(FileConstants.RLIMIT_NOFILE, limit)).isZero();

        var line = Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .filter(text -> text.startsWith("Max open files")).findFirst().orElseThrow();
        assertThat(line.split(" +", -1)).contains(Long.toUnsignedString(rlimit.rlim_cur(limit)));
    }

    @Test
    void setrlimitLowersTheLimitAndRaisesItAgain() {
        var before = rlimit.allocate(arena);
        var lower = rlimit.allocate(arena);
        var now = rlimit.allocate(arena);
        assertThat(SystemSyscalls.getrlimit(FileConstants.RLIMIT_NOFILE, before)).isZero();
        rlimit.rlim_cur(lower, rlimit.rlim_cur(before) - 1);
        rlimit.rlim_max(lower, rlimit.rlim_max(before));

        assertThat(SystemSyscalls.setrlimit(FileConstants.RLIMIT_NOFILE, lower)).isZero();
        assertThat(SystemSyscalls.getrlimit(FileConstants.RLIMIT_NOFILE, now)).isZero();
        assertThat(SystemSyscalls.setrlimit(FileConstants.RLIMIT_NOFILE, before)).isZero();

        assertThat(rlimit.rlim_cur(now)).isEqualTo(rlimit.rlim_cur(before) - 1);
    }

    @Test
    void aProcessAndItsThreadHaveTheNumbersThatTheKernelShows() throws Exception {
        assertThat((long) SystemSyscalls.getpid()).isEqualTo(ProcessHandle.current().pid());
        var thread = Path.of("/proc/thread-self").toRealPath().getFileName().toString();
        assertThat(SystemSyscalls.gettid()).isEqualTo(Integer.parseInt(thread));
    }

    @Test
    void gethostnameIsTheNameThatTheKernelHas() throws Exception {
        var name = arena.allocate(NameConstants.HOST_NAME_MAX + 1);
        assertThat(SystemSyscalls.gethostname(name, name.byteSize())).isZero();

        assertThat(name.getString(0)).isEqualTo(Files.readString(Path.of("/proc/sys/kernel/hostname")).strip());
    }

    @Test
    void gethostnameWritesNoMoreThanItMay() {
        var name = arena.allocate(2).fill((byte) 0x5A);

        assertThat(SystemSyscalls.gethostname(name, 1)).as("glibc refuses what POSIX would cut")
                .isEqualTo(-ENAMETOOLONG);
        assertThat(name.get(JAVA_BYTE, 1)).isEqualTo((byte) 0x5A);
    }

    @Test
    void strerrorHasATextForEveryNumber() {
        assertThat(SystemSyscalls.strerror(ErrnoConstants.EBADF)).isNotBlank()
                .isNotEqualTo(SystemSyscalls.strerror(ErrnoConstants.EINTR));
        assertThat(SystemSyscalls.strerror(123_456)).contains("123456");
    }

    @Test
    void theLimitsFailAsTheirPageSays() {
        assertThat(SystemSyscalls.getrlimit(-1, rlimit.allocate(arena))).isEqualTo(-EINVAL);
        assertThat(SystemSyscalls.setrlimit(-1, rlimit.allocate(arena))).isEqualTo(-EINVAL);
    }
}
