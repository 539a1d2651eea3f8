package io.sockeye;

import io.sockeye.bindings.SignalConstants;
import io.sockeye.bindings.SignalfdSiginfoArray;
import io.sockeye.bindings.internal.ConstantNames;

/**
 * A signal that came, and who sent it: what {@code struct signalfd_siginfo} says; signalfd(2).
 *
 * @param signo which: {@code SIGUSR1}, …
 * @param code how it was sent: {@code SI_USER} by kill(2), {@code SI_QUEUE} by sigqueue(3), {@code CLD_EXITED}, …
 * @param pid the process that sent it, or the child that it is about
 * @param uid the user of that process, without a sign
 * @param status of {@code SIGCHLD}: the exit status, or the signal that ended the child
 * @param value the number that sigqueue(3) sent along
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

    /** The name of a signal; its number in digits if it is a real-time one. */
    static String name(int signal) {
        return Names.ALL.name(signal);
    }
}
