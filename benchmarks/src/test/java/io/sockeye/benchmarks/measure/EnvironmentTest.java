package io.sockeye.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    @Test
    void everyFactIsSaid() throws Exception {
        assertThat(Environment.now())
                .containsKeys("processor", "kernel", "mitigations", "clock source", "descriptors", "JDK", "Netty",
                        "C library", "commit")
                .allSatisfy((name, fact) -> assertThat(fact).as(name).isNotBlank());
    }

    @Test
    void noNameOfTheHostTheUserOrAFolderIsSaid() throws Exception {
        var facts = String.join("\n", Environment.now().values());

        assertThat(facts).doesNotContain(Sources.root().toString(), System.getProperty("user.home"));
        var host = Pattern.quote(InetAddress.getLocalHost().getHostName());
        assertThat(facts).doesNotContainPattern("(?<![\\w-])" + host + "(?![\\w-])");
    }
}
