package io.sockeye.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import io.sockeye.bindings.generated.tcp_info;

/** The generated sizes, offsets and constants are those that the system's C compiler sees. */
class AbiTest {

    @Test
    void everyConstantHasTheValueOfC() {
        var c = new TreeMap<>(AbiProbe.answers());
        c.keySet().removeIf(key -> key.contains("."));

        assertThat(differences(c, GeneratedFloor.constants())).isEmpty();
    }

    @Test
    void everyStructHasTheLayoutOfC() throws Exception {
        var c = new TreeMap<>(AbiProbe.answers());
        c.keySet().removeIf(key -> !key.matches("(sizeof|alignof|offsetof)\\..*"));
        var java = GeneratedFloor.layouts();
        // An array without a length: C has no size for it, and in Java it is 0.
        assertThat(java.remove("sizeof.cmsghdr.__cmsg_data")).isZero();
        assertThat(java.remove("sizeof.inotify_event.name")).isZero();
        // The one struct that grows: newer kernels add to its end, and say with optlen how much they filled in.
        c.computeIfPresent("sizeof.tcp_info", (_, size) -> Math.min(size, tcp_info.sizeof()));

        assertThat(differences(c, java)).isEmpty();
    }

    @Test
    void epollEventIsPacked() {
        assertThat(AbiProbe.answers()).containsEntry("sizeof.epoll_event", 12L)
                .containsEntry("offsetof.epoll_event.data", 4L);
    }

    private static List<String> differences(Map<String, Long> c, Map<String, Long> java) {
        assertThat(c).isNotEmpty();
        var names = new TreeSet<>(c.keySet());
        names.addAll(java.keySet());
        var differences = new ArrayList<String>();
        for (var name : names) {
            if (!c.containsKey(name)) {
                differences.add(name + " is generated, but the probe does not print it");
            } else if (!java.containsKey(name)) {
                differences.add(name + " is probed, but not generated");
            } else if (!Objects.equals(c.get(name), java.get(name))) {
                differences.add(name + " is " + c.get(name) + " in C and " + java.get(name) + " in Java");
            }
        }
        return differences;
    }
}
