package io.sockeye.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.sockeye.ErrnoException;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import io.sockeye.TimedOutException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Two hosts and a cable between them: two network namespaces with a veth pair; network_namespaces(7). It takes root and ip. */
public final class Namespaces implements AutoCloseable {
    /** The interface at both ends. */
    public static final String DEVICE = "cable";

    /** The hosts' addresses. */
    public static final String NEAR = "10.77.0.1";

    public static final String FAR = "10.77.0.2";

    public static final String NEAR6 = "fd00:77::1";
    public static final String FAR6 = "fd00:77::2";

    /** Long enough for any machine: what is waited for comes, or the test fails. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String near = "sockeye-near-" + ProcessHandle.current().pid();
    private final String far = "sockeye-far-" + ProcessHandle.current().pid();

    private Namespaces() {}

    /** Makes both; skips the test, and says why, where that is not possible. */
    public static Namespaces make() throws IOException, InterruptedException {
        var namespaces = new Namespaces();
        try {
            namespaces.ip("netns add " + namespaces.near);
            namespaces.ip("netns add " + namespaces.far);
            namespaces.ip("-n " + namespaces.near + " link add " + DEVICE + " type veth peer name " + DEVICE + " netns "
                    + namespaces.far);
        } catch (IOException | AssertionError e) {
            namespaces.close();
            abort("network namespaces take root and ip of iproute2: " + e.getMessage());
        }
        namespaces.up(namespaces.near, NEAR, NEAR6);
        namespaces.up(namespaces.far, FAR, FAR6);
        return namespaces;
    }

    private void up(String namespace, String address, String address6) throws IOException, InterruptedException {
        ip("-n " + namespace + " link set lo up");
        ip("-n " + namespace + " link set " + DEVICE + " up");
        ip("-n " + namespace + " address add " + address + "/24 dev " + DEVICE);
        // Without nodad the address cannot be used for a second or two.
        ip("-n " + namespace + " address add " + address6 + "/64 dev " + DEVICE + " nodad");
    }

    /** What two programs printed that talked over the cable. */
    public record Printed(String near, String far) {}

    /** Runs {@code receiver} at the far end and, as soon as that has said {@link #ready}, {@code sender} at the near end. */
    public Printed exchange(Path folder, Class<?> receiver, Class<?> sender) throws Exception {
        // A UNIX socket with a path belongs to the file system, which both share.
        var path = folder.resolve("ready");
        try (var rendezvous = Socket.unix().bind(SockaddrUn.of(path)).listen()) {
            var far = BackgroundTask.start(() -> runFar(receiver, path.toString()));
            rendezvous.settimeout(PATIENCE);
            try {
                rendezvous.accept().close();
            } catch (TimedOutException e) {
                throw new AssertionError("the receiver is not ready: " + far.result().output(), e);
            }
            var near = runNear(sender);
            return new Printed(near.output(), far.result().output());
        }
    }

    /** For the receiver, whose argument is the rendezvous: the sender may start. */
    public static void ready(String rendezvous) throws ErrnoException {
        try (var ready = Socket.unix()) {
            ready.connect(SockaddrUn.path(rendezvous));
        }
    }

    /** The near host sends what is for 10.88.0.0/16 and fd00:88::/32 to the far one, which has {@link #farRoute routes}. */
    public void routeByFar() throws IOException, InterruptedException {
        ip("-n " + near + " route replace 10.88.0.0/16 via " + FAR);
        ip("-n " + near + " -6 route replace fd00:88::/32 via " + FAR6);
    }

    /** The arguments of {@code ip route replace} at the far end, of either family: {@code local 10.88.3.0/24 dev lo}. */
    public void farRoute(String family, String route) throws IOException, InterruptedException {
        ip("-n " + far + " " + family + " route replace " + route);
    }

    /** The far host forwards; skips the test where /proc/sys cannot be written. */
    public void farForwards() throws IOException, InterruptedException {
        var script = "echo 1 >/proc/sys/net/ipv4/ip_forward && echo 1 >/proc/sys/net/ipv6/conf/all/forwarding";
        var command = command("netns exec " + far + " sh -c");
        command.add(script);
        var ended = ChildJvm.run(command);
        assumeThat(ended.status()).as("forwarding takes a /proc/sys that can be written: " + ended.output()).isZero();
    }

    private void ip(String arguments) throws IOException, InterruptedException {
        var ended = ChildJvm.run(command(arguments));
        assertThat(ended.status()).as(ended.output()).isZero();
    }

    private static List<String> command(String arguments) {
        var command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments.split(" ")));
        return command;
    }

    /** Runs the {@code main} of a class of the tests at the near end. */
    public ChildJvm.Ended runNear(Class<?> program, String... arguments) throws IOException, InterruptedException {
        return ChildJvm.run(command("netns exec " + near), program, arguments);
    }

    /** The same at the far end. */
    public ChildJvm.Ended runFar(Class<?> program, String... arguments) throws IOException, InterruptedException {
        return ChildJvm.run(command("netns exec " + far), program, arguments);
    }

    /** Takes both away, and with them the cable. */
    @Override
    public void close() {
        try {
            // It fails where there is none: then there is nothing to take away.
            ChildJvm.run(command("netns delete " + near));
            ChildJvm.run(command("netns delete " + far));
        } catch (IOException withoutIp) {
            // Then there are none.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
