package io.sockeye.bindings;

import io.sockeye.bindings.generated.linux_h;

/**
 * Signals, and what signalfd and pidfd take: signal(7), sigprocmask(2), signalfd(2), pidfd_open(2), sigaction(2).
 */
public final class SignalConstants {
    static {
        Platform.check();
    }

    // signal(7)

    /** The terminal is gone; signal(7). */
    public static final int SIGHUP = linux_h.SIGHUP();
    /** Interrupted from the keyboard; signal(7). */
    public static final int SIGINT = linux_h.SIGINT();
    /** Quit from the keyboard; the JVM prints its threads; signal(7). */
    public static final int SIGQUIT = linux_h.SIGQUIT();
    /** A bad instruction; signal(7). */
    public static final int SIGILL = linux_h.SIGILL();
    /** A breakpoint; signal(7). */
    public static final int SIGTRAP = linux_h.SIGTRAP();
    /** From abort(3); signal(7). */
    public static final int SIGABRT = linux_h.SIGABRT();
    /** Bad memory access; signal(7). */
    public static final int SIGBUS = linux_h.SIGBUS();
    /** Bad arithmetic; signal(7). */
    public static final int SIGFPE = linux_h.SIGFPE();
    /** Ends the process; cannot be caught; signal(7). */
    public static final int SIGKILL = linux_h.SIGKILL();
    /** For the program's own use; signal(7). */
    public static final int SIGUSR1 = linux_h.SIGUSR1();
    /** Bad memory reference; the JVM needs it; signal(7). */
    public static final int SIGSEGV = linux_h.SIGSEGV();
    /** For the program's own use; signal(7). */
    public static final int SIGUSR2 = linux_h.SIGUSR2();
    /** A write to what nobody reads any more; signal(7). */
    public static final int SIGPIPE = linux_h.SIGPIPE();
    /** The timer of alarm(2); signal(7). */
    public static final int SIGALRM = linux_h.SIGALRM();
    /** Please end; signal(7). */
    public static final int SIGTERM = linux_h.SIGTERM();
    /** Not used; signal(7). */
    public static final int SIGSTKFLT = linux_h.SIGSTKFLT();
    /** A child stopped or ended; signal(7). */
    public static final int SIGCHLD = linux_h.SIGCHLD();
    /** Goes on if stopped; signal(7). */
    public static final int SIGCONT = linux_h.SIGCONT();
    /** Stops the process; cannot be caught; signal(7). */
    public static final int SIGSTOP = linux_h.SIGSTOP();
    /** Stopped from the keyboard; signal(7). */
    public static final int SIGTSTP = linux_h.SIGTSTP();
    /** Reads the terminal in the background; signal(7). */
    public static final int SIGTTIN = linux_h.SIGTTIN();
    /** Writes to the terminal in the background; signal(7). */
    public static final int SIGTTOU = linux_h.SIGTTOU();
    /** Out-of-band data at a socket; signal(7). */
    public static final int SIGURG = linux_h.SIGURG();
    /** Too much CPU time; signal(7). */
    public static final int SIGXCPU = linux_h.SIGXCPU();
    /** Too large a file; signal(7). */
    public static final int SIGXFSZ = linux_h.SIGXFSZ();
    /** The timer of the process's own time; signal(7). */
    public static final int SIGVTALRM = linux_h.SIGVTALRM();
    /** The profiler's timer; signal(7). */
    public static final int SIGPROF = linux_h.SIGPROF();
    /** The terminal's window changed; signal(7). */
    public static final int SIGWINCH = linux_h.SIGWINCH();
    /** A descriptor with O_ASYNC is ready; signal(7). */
    public static final int SIGIO = linux_h.SIGIO();
    /** The power fails; signal(7). */
    public static final int SIGPWR = linux_h.SIGPWR();
    /** A bad system call; signal(7). */
    public static final int SIGSYS = linux_h.SIGSYS();
    /** One more than the highest signal; signal(7). */
    public static final int NSIG = linux_h.NSIG();

    // sigprocmask(2)

    /** Blocks those of the set too; sigprocmask(2). */
    public static final int SIG_BLOCK = linux_h.SIG_BLOCK();
    /** Blocks those of the set no more; sigprocmask(2). */
    public static final int SIG_UNBLOCK = linux_h.SIG_UNBLOCK();
    /** Blocks those of the set, and no others; sigprocmask(2). */
    public static final int SIG_SETMASK = linux_h.SIG_SETMASK();

    // signalfd(2)

    /** The descriptor is closed by exec; signalfd(2). */
    public static final int SFD_CLOEXEC = linux_h.SFD_CLOEXEC();
    /** The descriptor does not block; signalfd(2). */
    public static final int SFD_NONBLOCK = linux_h.SFD_NONBLOCK();

    // sigaction(2)

    /** ssi_code: sent by kill(2); sigaction(2). */
    public static final int SI_USER = linux_h.SI_USER();
    /** ssi_code: sent by the kernel; sigaction(2). */
    public static final int SI_KERNEL = linux_h.SI_KERNEL();
    /** ssi_code: sent by sigqueue(3); sigaction(2). */
    public static final int SI_QUEUE = linux_h.SI_QUEUE();
    /** ssi_code: sent to one thread by tgkill(2); sigaction(2). */
    public static final int SI_TKILL = linux_h.SI_TKILL();
    /** ssi_code of SIGCHLD: the child ended by itself; sigaction(2). */
    public static final int CLD_EXITED = linux_h.CLD_EXITED();
    /** ssi_code of SIGCHLD: a signal ended the child; sigaction(2). */
    public static final int CLD_KILLED = linux_h.CLD_KILLED();
    /** ssi_code of SIGCHLD: as CLD_KILLED, with a core dump; sigaction(2). */
    public static final int CLD_DUMPED = linux_h.CLD_DUMPED();
    /** ssi_code of SIGCHLD: a traced child was trapped; sigaction(2). */
    public static final int CLD_TRAPPED = linux_h.CLD_TRAPPED();
    /** ssi_code of SIGCHLD: the child stopped; sigaction(2). */
    public static final int CLD_STOPPED = linux_h.CLD_STOPPED();
    /** ssi_code of SIGCHLD: the child goes on; sigaction(2). */
    public static final int CLD_CONTINUED = linux_h.CLD_CONTINUED();

    // pidfd_open(2)

    /** The descriptor does not block; pidfd_open(2). */
    public static final int PIDFD_NONBLOCK = linux_h.PIDFD_NONBLOCK();

    private SignalConstants() {}
}
