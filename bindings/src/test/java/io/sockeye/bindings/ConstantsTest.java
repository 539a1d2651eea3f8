package io.sockeye.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The classes that hand the generated constants on: each name once, with its value, and none left over. */
class ConstantsTest {

    private static final List<Class<?>> CLASSES = List.of(SocketConstants.class, InetConstants.class,
            NameConstants.class, FileConstants.class, PollConstants.class, EpollConstants.class, EventConstants.class,
            SignalConstants.class, InotifyConstants.class, VsockConstants.class, NetlinkConstants.class,
            RtnetlinkConstants.class, PacketConstants.class, FilterConstants.class, TimestampConstants.class,
            ErrorConstants.class,
            IcmpConstants.class, ErrnoConstants.class);

    @Test
    void everyGeneratedConstantIsInExactlyOneClass() {
        assertThat(fields().map(Field::getName))
                .containsExactlyInAnyOrderElementsOf(GeneratedFloor.constants().keySet());
    }

    @Test
    void everyConstantHasTheGeneratedValue() throws Exception {
        var generated = GeneratedFloor.constants();
        for (var field : fields().toList()) {
            assertThat(((Number) field.get(null)).longValue()).as(field.toString())
                    .isEqualTo(generated.get(field.getName()));
        }
    }

    private static Stream<Field> fields() {
        return CLASSES.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field -> Modifier.isPublic(field.getModifiers()));
    }
}
