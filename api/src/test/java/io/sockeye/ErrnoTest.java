package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.bindings.ErrnoConstants;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrnoTest {
    /** Second names, and what each is another name for. */
    private static final Map<String, String> ALIASES =
            Map.of("EWOULDBLOCK", "EAGAIN", "EDEADLOCK", "EDEADLK", "ENOTSUP", "EOPNOTSUPP");

    @Test
    void everyErrorHasItsNameAndAText() throws Exception {
        var constants = Arrays.stream(ErrnoConstants.class.getFields())
                .filter(field -> field.getName().startsWith("E"))
                .toList();
        assertThat(constants).hasSizeGreaterThan(100);
        for (var constant : constants) {
            var errno = new Errno(constant.getInt(null));
            assertThat(errno.name()).isEqualTo(ALIASES.getOrDefault(constant.getName(), constant.getName()));
            assertThat(errno.text()).isNotEmpty().doesNotStartWith("Unknown error");
        }
    }

    @Test
    void aNumberWithoutANameIsShownAsItIs() {
        assertThat(new Errno(9999).name()).isEqualTo("9999");
        assertThat(new Errno(9999)).hasToString("9999 (9999) Unknown error 9999");
    }

    @Test
    void nameNumberAndText() {
        assertThat(new Errno(ECONNREFUSED)).hasToString("ECONNREFUSED (111) Connection refused");
        assertThat(new Errno(EWOULDBLOCK)).hasToString("EAGAIN (11) Resource temporarily unavailable");
        assertThat(new Errno(EPIPE).is(EPIPE)).isTrue();
        assertThat(new Errno(EPIPE).is(EAGAIN)).isFalse();
        assertThat(new Errno(EPIPE)).isEqualTo(new Errno(EPIPE));
    }

    @ParameterizedTest
    @CsvSource({
        "EAGAIN, WouldBlockException",
        "EINPROGRESS, WouldBlockException",
        "EALREADY, WouldBlockException",
        "ECONNREFUSED, ConnectionRefusedException",
        "ECONNRESET, ConnectionResetException",
        "ECONNABORTED, ConnectionAbortedException",
        "EPIPE, BrokenPipeException",
        "ESHUTDOWN, BrokenPipeException",
        "ETIMEDOUT, TimedOutException",
        "EADDRINUSE, AddressInUseException",
        "EACCES, PermissionException",
        "EPERM, PermissionException",
        "EINVAL, ErrnoException",
        "EBADF, ErrnoException",
        "EINTR, ErrnoException"
    })
    void errorsThatProgramsDecideByHaveClasses(String name, String type) throws Exception {
        int number = ErrnoConstants.class.getField(name).getInt(null);
        var exception = ErrnoException.of("call", "fd=7", number);

        assertThat(exception).isInstanceOf(IOException.class);
        assertThat(exception.getClass().getSimpleName()).isEqualTo(type);
        assertThat(exception.call()).isEqualTo("call");
        assertThat(exception.errno()).isEqualTo(new Errno(number));
        assertThat(exception).hasMessage("call(fd=7): " + new Errno(number));
    }

    @Test
    void aRemedyIsNamedWhereThereIsOne() {
        assertThat(ErrnoException.of("accept4", "fd=7", EMFILE))
                .hasMessageEndingWith("; this process has reached its limit of descriptors, `ulimit -n`");
        assertThat(ErrnoException.of("bind", "fd=7", EACCES)).hasMessageContaining("CAP_NET_BIND_SERVICE");
        assertThat(ErrnoException.of("connect", "fd=7", EACCES)).hasMessageEndingWith("Permission denied");
    }
}
