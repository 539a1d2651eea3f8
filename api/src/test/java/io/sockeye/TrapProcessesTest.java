package io.sockeye;

import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static io.sockeye.bindings.SocketConstants.SOCK_NONBLOCK;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.bindings.SocketSyscalls;
import io.sockeye.support.BlockingCall;
import io.sockeye.support.ChildJvm;
import io.sockeye.support.StreamFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other processes see of this one. */
class TrapProcessesTest {
    @Test
    void trap20_noSocketIsInheritedUnlessAsked(@TempDir Path folder) throws Exception {
        var ended = ChildJvm.run(List.of(), Parent.class, folder.resolve("list").toString());
        assertThat(ended.output()).isEqualTo("""
                constructor not inherited
                nonblocking not inherited
                listener not inherited
                connected not inherited
                accept not inherited
                tryAccept not inherited
                socketpair not inherited
                socketpair not inherited
                dup not inherited
                fromfd not inherited
                setInheritable(true) inherited
                setInheritable(false) not inherited
                every epoll not inherited
                select's eventfd not inherited
                """);
    }

    /** Makes sockets in each way, has a child by {@code system} list its descriptors, and looks for them there. */
    static final class Parent {
        static void main(String[] arguments) throws Exception {
            var sockets = new LinkedHashMap<Pollable, String>();
            sockets.put(Socket.tcp(), "constructor");
            sockets.put(new Socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0), "nonblocking");
            var listener = StreamFamily.TCP.listener();
            sockets.put(listener, "listener");
            sockets.put(StreamFamily.TCP.connected(listener), "connected");
            sockets.put(listener.accept(), "accept");
            StreamFamily.TCP.connected(listener);
            var tried = listener.tryAccept();
            if (tried != null) {
                sockets.put(tried, "tryAccept");
            }
            var pair = Socket.socketpair();
            sockets.put(pair.first(), "socketpair");
            sockets.put(pair.second(), "socketpair");
            sockets.put(Socket.udp().dup(), "dup");
            sockets.put(Socket.fromfd(Socket.udp().fileno()), "fromfd");
            var inheritable = Socket.udp();
            inheritable.setInheritable(true);
            sockets.put(inheritable, "setInheritable(true)");
            var again = Socket.udp();
            again.setInheritable(true);
            again.setInheritable(false);
            sockets.put(again, "setInheritable(false)");
            // Numbers of this library's own: the epoll of all virtual threads, and an eventfd beside what select watches.
            BlockingCall.on(Thread.ofVirtual(), () -> inheritable.recv(1)).awaitBlocked();
            BlockingCall.platform(() -> Select.select(List.of(), List.of(), List.of(again), null)).awaitBlocked();
            sockets.put(Epoll.create(), "every epoll");
            sockets.put(() -> numberOf("anon_inode:[eventfd]"), "select's eventfd");

            system("ls -l /proc/self/fd > " + arguments[0]);
            var inherited = Files.readString(Path.of(arguments[0]));
            for (var entry : sockets.entrySet()) {
                var inode = Files.readSymbolicLink(Path.of("/proc/self/fd/" + entry.getKey().fileno())).toString();
                System.out.println(entry.getValue() + (inherited.contains(inode) ? " inherited" : " not inherited"));
            }
        }

        private static int numberOf(String link) {
            try (var numbers = Files.list(Path.of("/proc/self/fd"))) {
                return numbers.filter(number -> link.equals(linkOf(number)))
                        .mapToInt(number -> Integer.parseInt(number.getFileName().toString()))
                        .findFirst()
                        .orElseThrow();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String linkOf(Path number) {
            try {
                return Files.readSymbolicLink(number).toString();
            } catch (IOException closedMeanwhile) {
                return "";
            }
        }

        @SuppressWarnings("restricted")
        private static void system(String command) {
            var linker = Linker.nativeLinker();
            var system = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("system"), FunctionDescriptor.of(JAVA_INT, ADDRESS));
            try (var arena = Arena.ofConfined()) {
                int status = (int) system.invokeExact(arena.allocateFrom(command));
                if (status != 0) {
                    throw new IllegalStateException(command + " ended with " + status);
                }
            } catch (Throwable thrown) {
                throw new IllegalStateException(thrown);
            }
        }
    }

    @Test
    void trap19_nothingForks() throws Exception {
        var methods = new ArrayList<Method>();
        for (var module : List.of(Socket.class.getModule(), SocketSyscalls.class.getModule())) {
            for (var type : classes(module)) {
                methods.addAll(Arrays.asList(type.getMethods()));
            }
        }
        assertThat(methods).hasSizeGreaterThan(1000);
        assertThat(methods).extracting(Method::getName).doesNotContain("fork", "vfork", "_fork", "clone3", "daemon");
    }

    /** All of them but the tests, whose libraries are no modules. */
    private static List<Class<?>> classes(Module module) throws IOException {
        var reference = ModuleLayer.boot()
                .configuration()
                .findModule(module.getName())
                .orElseThrow()
                .reference();
        var classes = new ArrayList<Class<?>>();
        try (var reader = reference.open()) {
            for (var name : reader.list().filter(name -> name.endsWith(".class")).toList()) {
                var type =
                        Class.forName(module, name.substring(0, name.length() - ".class".length()).replace('/', '.'));
                if (type != null) {
                    classes.add(type);
                }
            }
        }
        return classes;
    }
}
