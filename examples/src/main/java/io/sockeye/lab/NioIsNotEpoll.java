package io.sockeye.lab;

import static io.sockeye.bindings.EpollConstants.EPOLLET;
import static io.sockeye.bindings.EpollConstants.EPOLLIN;

import io.sockeye.SockaddrIn;
import io.sockeye.Socket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Myth: a Selector is not epoll. What the kernel shows of one. */
final class NioIsNotEpoll {
    static final Myth MYTH = new Myth(
            "nio-is-not-epoll",
            "java.nio is slower than native epoll because it is not epoll, or because the kernel then scans all descriptors.",
            "paimon #2776, until a reviewer noted it; zsr.github.io",
            new Myth.Question(
                    "A java.nio Selector on Linux with one server channel: what does the kernel watch it by?",
                    3,
                    "by poll: nothing is kept between two selects",
                    "by epoll, edge-triggered",
                    "by epoll, level-triggered"),
            new Myth.Explanation(
                    """
                            The kernel shows the Selector's epoll instance, and the server in its list, just as in one of our own.
                            Bit 31, EPOLLET, is not set: it is level-triggered, and no select scans what is idle.
                            What differs is above: an epoll_ctl for each change of interest, keys and sets as objects, at most 1024 events a wait.
                            That it is the same kernel mechanism is why a comparison has to count calls.""",
                    "epoll(7)", "Level-triggered and edge-triggered"),
            NioIsNotEpoll::run);

    private static final Pattern INTEREST =
            Pattern.compile("tfd:\\s*(\\d+) events:\\s*([0-9a-f]+) .*ino:([0-9a-f]+).*");

    record Seen(String selector, int epollInstancesWithTheServer, boolean hasEpollin, boolean hasEpollet)
            implements
                Facts {
        @Override
        public int answer() {
            return epollInstancesWithTheServer == 0 ? 1 : hasEpollet ? 2 : 3;
        }
    }

    private NioIsNotEpoll() {}

    private static Seen run(Workbench bench) throws IOException {
        try (var selector = Selector.open();
                var server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            // The JDK hands its changes in when it waits.
            selector.selectNow();
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            var interest = listed(inode(port));
            bench.transcript.note("java.nio, port " + port + ": the calls are the JDK's, the list is the kernel's");
            interest.forEach(bench.transcript::note);

            bench.transcript.note("the same by our own calls");
            var ours = bench.open(Socket.createServer(SockaddrIn.of("127.0.0.1", 0)));
            var epoll = bench.epoll();
            epoll.add(ours, EPOLLIN);
            epoll.interestList().forEach(bench.transcript::note);
            return new Seen(
                    selector.getClass().getName(), interest.size(), hasAll(interest, EPOLLIN),
                    !interest.isEmpty() && hasAll(interest, EPOLLET));
        }
    }

    /** The inode of the socket that listens there; proc_pid_net(5). */
    private static String inode(int port) throws IOException {
        var is = Pattern.compile(String.format(Locale.ROOT, ".*:%04X [0-9A-F]+:0000 0A .*", port));
        for (var table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            try (var sockets = Files.lines(Path.of(table))) {
                var found = sockets.filter(line -> is.matcher(line).matches()).findFirst();
                if (found.isPresent()) {
                    return Long.toHexString(Long.parseLong(found.get().strip().split(" +", -1)[9]));
                }
            }
        }
        throw new IOException("/proc/self/net does not show the socket that listens at " + port);
    }

    /** The lines of all epoll instances of this process that are about the file with this inode; proc_pid_fdinfo(5). */
    private static List<String> listed(String inode) throws IOException {
        var found = new ArrayList<String>();
        for (var number : epollInstances()) {
            for (var line : RawEpoll.interestList(number)) {
                var interest = INTEREST.matcher(line);
                if (interest.matches() && interest.group(3).equals(inode)) {
                    found.add("/proc/self/fdinfo/" + number + ": " + line);
                }
            }
        }
        return found;
    }

    private static List<Integer> epollInstances() throws IOException {
        var instances = new ArrayList<Integer>();
        try (var numbers = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (var number : numbers) {
                // Others of this process may be closed between the list and the look.
                if (Files.isSymbolicLink(number)
                        && Files.readSymbolicLink(number).toString().equals("anon_inode:[eventpoll]")) {
                    instances.add(Integer.parseInt(number.getFileName().toString()));
                }
            }
        }
        return instances;
    }

    private static boolean hasAll(List<String> lines, int flag) {
        return lines.stream().allMatch(line -> {
            var interest = INTEREST.matcher(line.substring(line.indexOf("tfd:")));
            return interest.matches() && (Integer.parseUnsignedInt(interest.group(2), 16) & flag) != 0;
        });
    }
}
