package io.sockeye.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** What must hold before the first call, and what is said where it does not. */
class PlatformTest {
    @Test
    void anotherSystemIsRefusedByItsName() {
        assertThat(Platform.refusalOf("Mac OS X", "amd64")).contains("Linux", "Mac OS X");
    }

    @Test
    void anotherCpuIsRefusedWithWhatIsMissing() {
        assertThat(Platform.refusalOf("Linux", "aarch64"))
                .contains("amd64", "aarch64", "bindings/src/generated", "native/");
    }

    @Test
    void thisMachineIsAccepted() {
        assertThatCode(Platform::check).doesNotThrowAnyException();
        assertThat(Platform.refusalOf("Linux", "amd64")).isNull();
    }
}
