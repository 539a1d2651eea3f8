package io.sockeye.benchmarks.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DatagramFlowTest {
    private final DatagramFlow flow = new DatagramFlow(2);

    @Test
    void aDatagramThatIsMissingIsNoticed() throws IOException {
        flow.received(0, Datagrams.BYTES);
        assertThatThrownBy(() -> flow.received(2, Datagrams.BYTES))
                .hasMessage("datagram 1 is missing: number 2 came with 1200 bytes");
    }

    @Test
    void aDatagramOfAnotherLengthIsNoticed() {
        assertThatThrownBy(() -> flow.received(0, Datagrams.BYTES - 1)).hasMessageContaining("1199 bytes");
    }

    @Test
    void theSenderStaysWithinTheWindow() throws IOException {
        flow.take();
        flow.take();
        assertThat(flow.hasRoom(1)).isFalse();
        flow.received(0, Datagrams.BYTES);
        assertThat(flow.hasRoom(1)).isFalse();
        flow.publish();
        assertThat(flow.hasRoom(1)).isTrue();
        assertThat(flow.hasRoom(2)).isFalse();
    }

    @Test
    void whatIsLostAtTheEndIsNoticed() {
        flow.take();
        flow.senderEnded();
        assertThatThrownBy(flow::end).hasMessage("1 of 1 datagrams are lost");
    }

    @Test
    void aFailureOfAnEndIsTold() {
        var why = new IOException("no");
        flow.failed(why);
        assertThatThrownBy(flow::count).hasCause(why);
    }
}
