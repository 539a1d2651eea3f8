package io.sockeye;

import io.sockeye.bindings.SignalConstants;
import io.sockeye.bindings.SignalfdSiginfoArray;
import io.sockeye.bindings.internal.ConstantNames;

/**
 * A signal that was received, and its sender: {@code struct signalfd_siginfo}; signalfd(2).
 *
 * @param signo the signal: {@code SIGUSR1}, …
 * @param code the origin: {@code SI_USER} by kill(2), {@code SI_QUEUE} by sigqueue(3), {@code CLD_EXITED}, …
 * @param pid the sending process; for {@code SIGCHLD} the child
 * @param uid the real user ID of that process, unsigned
 * @param status for {@code SIGCHLD}: the exit status, or the signal that terminated the child
 * @param value the integer that was sent by sigqueue(3)
 */
public record SignalInfo(int signo, int code, int pid, int uid, int status, int value) {
    private static final class Names {
        static final ConstantNames ALL = ConstantNames.of(SignalConstants.class, "SIG(?!_).*");
    }

    static SignalInfo of(SignalfdSiginfoArray infos, int index) {
        return new SignalInfo(
                infos.signo(index),
                infos.code(index),
                infos.pid(index),
                infos.uid(index),
                infos.status(index),
                infos.value(index));
    }

    /** The name of a signal; the decimal number of a real-time signal. */
    static String name(int signal) {
        return Names.ALL.name(signal);
    }
}
