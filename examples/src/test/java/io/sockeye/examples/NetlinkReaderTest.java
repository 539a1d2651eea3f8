package io.sockeye.examples;

import static io.sockeye.bindings.RtnetlinkConstants.RTM_GETLINK;
import static io.sockeye.bindings.SocketConstants.AF_UNSPEC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.sockeye.bindings.Ifinfomsg;
import io.sockeye.bindings.Rtattr;
import java.io.IOException;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

/** Messages, well-formed and not. */
class NetlinkReaderTest {
    @Test
    void theKernelRefusesWhatIsNoRequest() throws Exception {
        try (var netlink = new NetlinkReader()) {
            assertThatIOException()
                    .isThrownBy(() -> netlink.dump(RTM_GETLINK + 1_000, AF_UNSPEC))
                    .withMessageMatching("netlink: E[A-Z]+ \\([0-9]+\\) .*");
            assertThat(netlink.dump(RTM_GETLINK, AF_UNSPEC)).as("the next question is answered").isNotEmpty();
            assertThat(netlink.changed()).isFalse();
        }
    }

    @Test
    void attributesAreAlignedToFour() throws Exception {
        var body = Arena.ofAuto().allocate(64, 4);
        int at = Ifinfomsg.BYTES;
        Rtattr.put(body, at, Rtattr.BYTES + 5, 7);
        Rtattr.put(body, at + 12, Rtattr.BYTES, 8);
        var message = new NetlinkReader.Message(0, body.asSlice(0, at + 16));

        var attributes = message.attributes(Ifinfomsg.BYTES);
        assertThat(attributes).containsOnlyKeys(7, 8);
        assertThat(attributes.get(7).byteSize()).isEqualTo(5);
        assertThat(attributes.get(8).byteSize()).isZero();
    }

    @Test
    void anAttributeThatIsLongerThanItsMessageIsRefused() {
        var body = Arena.ofAuto().allocate(16, 4);
        for (int length : new int[] {0, Rtattr.BYTES - 1, 17}) {
            Rtattr.put(body, 0, length, 1);
            assertThatIOException()
                    .isThrownBy(() -> new NetlinkReader.Message(0, body).attributes(0))
                    .withMessageContaining("a length of " + length);
        }
    }

    @Test
    void aReaderIsClosed() throws IOException {
        new NetlinkReader().close();
    }
}
