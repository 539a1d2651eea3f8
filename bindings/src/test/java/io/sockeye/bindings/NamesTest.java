package io.sockeye.bindings;

import static io.sockeye.bindings.InetConstants.IPPROTO_IPV6;
import static io.sockeye.bindings.InetConstants.IPPROTO_TCP;
import static io.sockeye.bindings.InetConstants.TCP_NODELAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.bindings.internal.ConstantNames;
import io.sockeye.bindings.internal.InetText;
import io.sockeye.bindings.internal.OptionNames;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables that error messages and traces share. */
class NamesTest {
    @Test
    void aConstantHasItsNameAndAnyOtherNumberItsDigits() {
        var errnos = ConstantNames.of(ErrnoConstants.class, "E.*");

        assertThat(errnos.name(ErrnoConstants.EWOULDBLOCK)).isEqualTo("EAGAIN");
        assertThat(errnos.name(4096)).isEqualTo("4096");
    }

    @Test
    void renamingLeavesTheSharedTableAsItIs() {
        var shared = ConstantNames.of(PollConstants.class, "POLLIN");

        assertThat(shared.renamed("POLLIN", "IN").name(PollConstants.POLLIN)).isEqualTo("IN");
        assertThat(shared.name(PollConstants.POLLIN)).isEqualTo("POLLIN");
    }

    @Test
    void anOptionIsNamedWithItsLevel() {
        assertThat(OptionNames.both(IPPROTO_TCP, TCP_NODELAY)).isEqualTo("IPPROTO_TCP, TCP_NODELAY");
        assertThat(OptionNames.both(IPPROTO_IPV6, 9999)).isEqualTo("IPPROTO_IPV6, 9999");
        assertThat(OptionNames.both(9999, 1)).isEqualTo("9999, 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.", ".1.2.3", "1..2.3", "+1.2.3.4",
        "1.2.3.٣", " 1.2.3.4", "0x1.2.3.4", "1.2.3.4444444444"})
    void whatIsNoIpv4AddressIsRefused(String text) {
        assertThat(InetText.isAddress4(text)).isFalse();
        assertThatThrownBy(() -> InetText.parse4(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"::", "::1", "fe80::1", "::1.2.3.4", "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8"})
    void anIpv6AddressComesBackAsItWasWritten(String text) {
        assertThat(InetText.format(Objects.requireNonNull(InetText.read6(text)))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":", ":::", "1::2::3", "12345::", "::g", "1:2:3:4:5:6:7", "::1.2.3", "1.2.3.4::", "::1%lo"})
    void whatIsNoIpv6AddressIsRefused(String text) {
        assertThat(InetText.read6(text)).isNull();
    }
}
