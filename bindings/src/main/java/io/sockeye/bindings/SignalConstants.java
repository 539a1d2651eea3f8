package io.sockeye.bindings;

/**
 * Signals, and what signalfd and pidfd take: signal(7), sigprocmask(2), signalfd(2), pidfd_open(2), sigaction(2).
 */
public final class SignalConstants {
    // signal(7)

    /** The terminal is gone; signal(7). */
    public static final int SIGHUP = 1;
    /** Interrupted from the keyboard; signal(7). */
    public static final int SIGINT = 2;
    /** Quit from the keyboard; the JVM prints its threads; signal(7). */
    public static final int SIGQUIT = 3;
    /** A bad instruction; signal(7). */
    public static final int SIGILL = 4;
    /** A breakpoint; signal(7). */
    public static final int SIGTRAP = 5;
    /** From abort(3); signal(7). */
    public static final int SIGABRT = 6;
    /** Bad memory access; signal(7). */
    public static final int SIGBUS = 7;
    /** Bad arithmetic; signal(7). */
    public static final int SIGFPE = 8;
    /** Ends the process; cannot be caught; signal(7). */
    public static final int SIGKILL = 9;
    /** For the program's own use; signal(7). */
    public static final int SIGUSR1 = 10;
    /** Bad memory reference; the JVM needs it; signal(7). */
    public static final int SIGSEGV = 11;
    /** For the program's own use; signal(7). */
    public static final int SIGUSR2 = 12;
    /** A write to a pipe or socket whose reader has closed; signal(7). */
    public static final int SIGPIPE = 13;
    /** The timer of alarm(2); signal(7). */
    public static final int SIGALRM = 14;
    /** Please end; signal(7). */
    public static final int SIGTERM = 15;
    /** Not used; signal(7). */
    public static final int SIGSTKFLT = 16;
    /** A child stopped or ended; signal(7). */
    public static final int SIGCHLD = 17;
    /** Goes on if stopped; signal(7). */
    public static final int SIGCONT = 18;
    /** Stops the process; cannot be caught; signal(7). */
    public static final int SIGSTOP = 19;
    /** Stopped from the keyboard; signal(7). */
    public static final int SIGTSTP = 20;
    /** Reads the terminal in the background; signal(7). */
    public static final int SIGTTIN = 21;
    /** Writes to the terminal in the background; signal(7). */
    public static final int SIGTTOU = 22;
    /** Out-of-band data at a socket; signal(7). */
    public static final int SIGURG = 23;
    /** Too much CPU time; signal(7). */
    public static final int SIGXCPU = 24;
    /** Too large a file; signal(7). */
    public static final int SIGXFSZ = 25;
    /** The timer of the process's own time; signal(7). */
    public static final int SIGVTALRM = 26;
    /** The profiler's timer; signal(7). */
    public static final int SIGPROF = 27;
    /** The terminal's window changed; signal(7). */
    public static final int SIGWINCH = 28;
    /** A descriptor with O_ASYNC is ready; signal(7). */
    public static final int SIGIO = 29;
    /** The power fails; signal(7). */
    public static final int SIGPWR = 30;
    /** A bad system call; signal(7). */
    public static final int SIGSYS = 31;
    /** One more than the highest signal; signal(7). */
    public static final int NSIG = 65;

    // sigprocmask(2)

    /** Blocks those of the set too; sigprocmask(2). */
    public static final int SIG_BLOCK = 0;
    /** Blocks those of the set no more; sigprocmask(2). */
    public static final int SIG_UNBLOCK = 1;
    /** Blocks those of the set, and no others; sigprocmask(2). */
    public static final int SIG_SETMASK = 2;

    // signalfd(2)

    /** The descriptor is closed by exec; signalfd(2). */
    public static final int SFD_CLOEXEC = 0x80000;
    /** The descriptor does not block; signalfd(2). */
    public static final int SFD_NONBLOCK = 0x800;

    // sigaction(2)

    /** ssi_code: sent by kill(2); sigaction(2). */
    public static final int SI_USER = 0;
    /** ssi_code: sent by the kernel; sigaction(2). */
    public static final int SI_KERNEL = 128;
    /** ssi_code: sent by sigqueue(3); sigaction(2). */
    public static final int SI_QUEUE = -1;
    /** ssi_code: sent to one thread by tgkill(2); sigaction(2). */
    public static final int SI_TKILL = -6;
    /** ssi_code of SIGCHLD: the child ended by itself; sigaction(2). */
    public static final int CLD_EXITED = 1;
    /** ssi_code of SIGCHLD: a signal ended the child; sigaction(2). */
    public static final int CLD_KILLED = 2;
    /** ssi_code of SIGCHLD: as CLD_KILLED, with a core dump; sigaction(2). */
    public static final int CLD_DUMPED = 3;
    /** ssi_code of SIGCHLD: a traced child was trapped; sigaction(2). */
    public static final int CLD_TRAPPED = 4;
    /** ssi_code of SIGCHLD: the child stopped; sigaction(2). */
    public static final int CLD_STOPPED = 5;
    /** ssi_code of SIGCHLD: the child goes on; sigaction(2). */
    public static final int CLD_CONTINUED = 6;

    // pidfd_open(2)

    /** The descriptor does not block; pidfd_open(2). */
    public static final int PIDFD_NONBLOCK = 0x800;

    private SignalConstants() {}
}
