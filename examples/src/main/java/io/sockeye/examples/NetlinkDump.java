package io.sockeye.examples;

import static io.sockeye.bindings.RtnetlinkConstants.*;
import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.AF_UNSPEC;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.Inet;
import io.sockeye.bindings.Ifaddrmsg;
import io.sockeye.bindings.Ifinfomsg;
import io.sockeye.bindings.Rtmsg;
import io.sockeye.examples.NetlinkReader.Message;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Parameters;

/**
 * Interfaces, addresses and routes, as {@code ip -br link}, {@code ip -br address} and {@code ip route} print them.
 *
 * <p>Run: {@code ./sockeye run netlink-dump}. Compare: {@code ip -br link}.
 * Or: {@code java @examples/java.args examples/src/main/java/io/sockeye/examples/NetlinkDump.java}.
 */
final class NetlinkDump extends Listed {
    /** What can be asked for. */
    enum What {
        link,
        address,
        route
    }

    /** {@code IFLA_OPERSTATE} counts these; RFC 2863. */
    private static final String[] STATES = {
        "UNKNOWN", "NOTPRESENT", "DOWN", "LOWERLAYERDOWN", "TESTING", "DORMANT", "UP"
    };

    /** A flag of an interface, in the order in which ip prints them. */
    private record Flag(int bit, String name) {}

    private static final List<Flag> FLAGS = List.of(
            new Flag(IFF_LOOPBACK, "LOOPBACK"),
            new Flag(IFF_BROADCAST, "BROADCAST"),
            new Flag(IFF_POINTOPOINT, "POINTOPOINT"),
            new Flag(IFF_MULTICAST, "MULTICAST"),
            new Flag(IFF_NOARP, "NOARP"),
            new Flag(IFF_ALLMULTI, "ALLMULTI"),
            new Flag(IFF_PROMISC, "PROMISC"),
            new Flag(IFF_UP, "UP"),
            new Flag(IFF_LOWER_UP, "LOWER_UP"));

    @Parameters(arity = "0..*", description = "${COMPLETION-CANDIDATES}; all three if none is named")
    List<What> what = List.of(What.values());

    private final Map<Integer, String> names = new HashMap<>();

    NetlinkDump() {
        super("netlink-dump", "prints interfaces, addresses and routes, as ip does");
    }

    static void main(String[] arguments) {
        Main.run("netlink-dump", arguments);
    }

    @Override
    public Integer call() throws IOException {
        try (var netlink = new NetlinkReader()) {
            var links = netlink.dump(RTM_GETLINK, AF_UNSPEC);
            for (var link : links) {
                names.put(Ifinfomsg.index(link.body(), 0), text(link.attributes(Ifinfomsg.BYTES).get(IFLA_IFNAME)));
            }
            for (var part : what) {
                switch (part) {
                    case link -> print(links, this::link);
                    case address -> {
                        var addresses = netlink.dump(RTM_GETADDR, AF_UNSPEC);
                        print(links, link -> addresses(link, addresses));
                    }
                    case route -> print(netlink.dump(RTM_GETROUTE, AF_INET), this::route);
                }
            }
            if (netlink.changed()) {
                System.err.println("sockeye: something changed meanwhile: this may not be all");
            }
            return 0;
        }
    }

    /** A line for a message; null for none. */
    private interface Line {
        String of(Message message) throws IOException;
    }

    private static void print(List<Message> messages, Line line) throws IOException {
        for (var message : messages) {
            var text = line.of(message);
            if (text != null) {
                IO.println(text);
            }
        }
    }

    private String head(Message link) throws IOException {
        var attributes = link.attributes(Ifinfomsg.BYTES);
        var name = text(attributes.get(IFLA_IFNAME));
        var below = attributes.get(IFLA_LINK);
        if (below != null && below.get(JAVA_INT, 0) != 0) {
            // The other end may be in another namespace: then only its number is known.
            int other = below.get(JAVA_INT, 0);
            name += "@" + names.getOrDefault(other, "if" + other);
        }
        var state = attributes.get(IFLA_OPERSTATE);
        return String.format("%-16s %-14s ", name, STATES[state == null ? 0 : state.get(JAVA_BYTE, 0)]);
    }

    private String link(Message link) throws IOException {
        var hardware = link.attributes(Ifinfomsg.BYTES).get(IFLA_ADDRESS);
        var address = hardware == null ? "" : HexFormat.ofDelimiter(":").formatHex(NetlinkReader.bytes(hardware));
        return head(link) + String.format("%s %s", address, flags(Ifinfomsg.flags(link.body(), 0)));
    }

    private static String flags(int bits) {
        var set = new ArrayList<String>();
        if ((bits & IFF_UP) != 0 && (bits & IFF_RUNNING) == 0) {
            set.add("NO-CARRIER");
        }
        FLAGS.stream().filter(flag -> (bits & flag.bit()) != 0).forEach(flag -> set.add(flag.name()));
        return "<" + String.join(",", set) + ">";
    }

    private String addresses(Message link, List<Message> addresses) throws IOException {
        var line = new StringBuilder(head(link));
        for (var message : addresses) {
            if (Ifaddrmsg.index(message.body(), 0) == Ifinfomsg.index(link.body(), 0)) {
                var attributes = message.attributes(Ifaddrmsg.BYTES);
                int family = Ifaddrmsg.family(message.body(), 0);
                var address = attributes.get(IFA_ADDRESS);
                // Only a line from point to point has both, and they differ.
                var local = attributes.getOrDefault(IFA_LOCAL, address);
                line.append(host(family, local));
                if (local.mismatch(address) >= 0) {
                    line.append(" peer ").append(host(family, address));
                }
                line.append('/').append(Ifaddrmsg.prefixlen(message.body(), 0)).append(' ');
            }
        }
        return line.toString();
    }

    /** Of the main table only, as ip does. */
    private String route(Message message) throws IOException {
        var body = message.body();
        var attributes = message.attributes(Rtmsg.BYTES);
        if (Rtmsg.table(body, 0) != RT_TABLE_MAIN) {
            return null;
        }
        int family = Rtmsg.family(body, 0);
        int bits = Rtmsg.dstLen(body, 0);
        var to = attributes.get(RTA_DST);
        var line = new StringBuilder(type(Rtmsg.type(body, 0)));
        line.append(to == null ? "default" : host(family, to) + (bits == 8 * to.byteSize() ? "" : "/" + bits));
        append(line, " via ", host(family, attributes.get(RTA_GATEWAY)));
        var device = attributes.get(RTA_OIF);
        append(line, " dev ", device == null ? "" : names.getOrDefault(device.get(JAVA_INT, 0), "?"));
        append(line, " proto ", protocol(Rtmsg.protocol(body, 0)));
        append(line, " scope ", scope(Rtmsg.scope(body, 0)));
        append(line, " src ", host(family, attributes.get(RTA_PREFSRC)));
        var metric = attributes.get(RTA_PRIORITY);
        append(line, " metric ", metric == null ? "" : Integer.toUnsignedString(metric.get(JAVA_INT, 0)));
        return line.append(attributes.containsKey(RTA_MULTIPATH) ? " by several ways" : "").toString();
    }

    private static void append(StringBuilder line, String word, String value) {
        if (!value.isEmpty()) {
            line.append(word).append(value);
        }
    }

    // An if chain each, because constants that come from C are no case labels.

    private static String type(int type) {
        if (type == RTN_BLACKHOLE) {
            return "blackhole ";
        } else if (type == RTN_UNREACHABLE) {
            return "unreachable ";
        }
        return type == RTN_PROHIBIT ? "prohibit " : "";
    }

    private static String protocol(int protocol) {
        if (protocol == RTPROT_KERNEL) {
            return "kernel";
        } else if (protocol == RTPROT_STATIC) {
            return "static";
        }
        return protocol == RTPROT_BOOT || protocol == RTPROT_UNSPEC ? "" : Integer.toString(protocol);
    }

    private static String scope(int scope) {
        if (scope == RT_SCOPE_LINK) {
            return "link";
        }
        return scope == RT_SCOPE_HOST ? "host" : "";
    }

    private static String host(int family, MemorySegment address) {
        return address == null ? "" : Inet.inetNtop(family, NetlinkReader.bytes(address));
    }

    private static String text(MemorySegment value) {
        return value == null ? "" : value.getString(0);
    }
}
