package io.sockeye;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Three sets are all that select can say it by; select(2), "Correspondence between select() and poll() notifications". */
class SelectReadinessTest extends ReadinessContract {
    @Override
    String found(Pollable item) throws Exception {
        var all = List.of(item);
        var ready = Select.select(all, all, all, Duration.ofSeconds(20));
        return Stream.of(
                ready.readable().isEmpty() ? "" : "read",
                ready.writable().isEmpty() ? "" : "write",
                ready.exceptional().isEmpty() ? "" : "except")
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }

    @Override
    String words(String bits) {
        var set = Arrays.asList(bits.split(" "));
        var words = Stream.<String>builder();
        if (set.contains("IN") || set.contains("HUP") || set.contains("ERR") || set.contains("FILE")) {
            words.add("read");
        }
        if (set.contains("OUT") || set.contains("ERR") || set.contains("FILE")) {
            words.add("write");
        }
        if (set.contains("PRI")) {
            words.add("except");
        }
        return words.build().collect(Collectors.joining(" "));
    }
}
