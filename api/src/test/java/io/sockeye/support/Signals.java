package io.sockeye.support;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A signal each millisecond to one thread, from when this is made until it is closed. */
public final class Signals implements AutoCloseable {
    /** The signal by which the JDK wakes its threads, {@code __SIGRTMAX - 2}: its handler does nothing, without SA_RESTART. */
    public static final int WAKE_UP = 62;

    private static final MethodHandle GETTID = link("gettid");
    private static final MethodHandle TGKILL = link("tgkill", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final int PROCESS = (int) ProcessHandle.current().pid();

    private final int target;
    private final Thread sender;
    private final AtomicInteger sent = new AtomicInteger();
    private volatile boolean over;

    private Signals(int target) {
        this.target = target;
        this.sender = Thread.ofPlatform().daemon().name("signals").start(this::send);
    }

    /** Bombards the calling thread. */
    public static Signals here() {
        installHandler();
        return new Signals(gettid());
    }

    /** The kernel's number of the calling thread. */
    public static int gettid() {
        try {
            return (int) GETTID.invokeExact();
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** Something that may fail. */
    public interface Action {
        void run() throws Exception;
    }

    /** Lets another thread do it when so many signals were sent, so that the call before it has had them. */
    public BlockingCall<Boolean> after(int signals, Action action) {
        return BlockingCall.platform(() -> {
            awaitSent(signals);
            action.run();
            return true;
        });
    }

    public void awaitSent(int signals) {
        while (sent.get() < signals && !over) {
            LockSupport.parkNanos(100_000);
        }
    }

    public int sent() {
        return sent.get();
    }

    @Override
    public void close() {
        over = true;
        try {
            sender.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send() {
        long next = System.nanoTime();
        while (!over) {
            if (tgkill(target) == 0) {
                sent.incrementAndGet();
            }
            next += 1_000_000;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    /** One signal to a thread, to get it out of a call that should have ended. */
    public static void interrupt(int tid) {
        installHandler();
        tgkill(tid);
    }

    private static int tgkill(int target) {
        try {
            return (int) TGKILL.invokeExact(PROCESS, target, WAKE_UP);
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link(String name, MemoryLayout... arguments) {
        var linker = Linker.nativeLinker();
        var address = linker.defaultLookup().findOrThrow(name);
        return linker.downcallHandle(address, FunctionDescriptor.of(JAVA_INT, arguments));
    }

    /** A blocking read of NIO's makes the JDK install its handler. Without one the signal would end the process. */
    private static void installHandler() {
        try (var server = ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var client = SocketChannel.open(server.getLocalAddress());
                var accepted = server.accept()) {
            client.write(ByteBuffer.allocate(1));
            accepted.read(ByteBuffer.allocate(1));
            var caught = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("SigCgt:"))
                    .findFirst()
                    .orElseThrow();
            var mask = new BigInteger(caught.substring("SigCgt:".length()).trim(), 16);
            if (!mask.testBit(WAKE_UP - 1)) {
                throw new AssertionError("this JDK has no handler of signal " + WAKE_UP);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
