package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.*;

import java.io.IOException;

/**
 * A system call failed. The message has the call, its arguments, the errno's name, number and text, and a remedy if there is one:
 * {@code connect(fd=7, 127.0.0.1:9999): ECONNREFUSED (111) Connection refused}.
 *
 * <p>Errors that programs handle often have subclasses, as in Python.
 */
public sealed class ErrnoException extends IOException
        permits AddressInUseException,
        BrokenPipeException,
        ClosedDescriptorException,
        ConnectionAbortedException,
        ConnectionRefusedException,
        ConnectionResetException,
        PermissionException,
        TimedOutException,
        WouldBlockException {
    private static final long serialVersionUID = 1;

    /** The name of the call. */
    private final String call;

    /** The errno. */
    private final int number;

    /** The number of bytes moved before the failure. */
    private long done;

    /** The same as part of the message; empty for a call in one step. */
    private String soFar = "";

    /** The bytes that were received and not delivered. */
    private byte[] undelivered = {};

    ErrnoException(String call, String on, int number, String why) {
        super(call + "(" + on + "): " + why);
        this.call = call;
        this.number = number;
    }

    ErrnoException(String call, String on, int number) {
        this(call, on, number, new Errno(number) + remedy(call, number));
    }

    /**
     * The exception for an errno.
     *
     * @param call the system call's name
     * @param on its arguments, as the message shows them
     * @param number the errno, positive
     * @return the exception, of the subclass for this errno
     */
    public static ErrnoException of(String call, String on, int number) {
        // An if chain, because constants that are read from C headers are not case labels.
        if (number == EAGAIN || number == EINPROGRESS || number == EALREADY) {
            return new WouldBlockException(call, on, number);
        } else if (number == ECONNREFUSED) {
            return new ConnectionRefusedException(call, on);
        } else if (number == ECONNRESET) {
            return new ConnectionResetException(call, on);
        } else if (number == ECONNABORTED) {
            return new ConnectionAbortedException(call, on);
        } else if (number == EPIPE || number == ESHUTDOWN) {
            return new BrokenPipeException(call, on, number);
        } else if (number == ETIMEDOUT) {
            return new TimedOutException(call, on);
        } else if (number == EADDRINUSE) {
            return new AddressInUseException(call, on);
        } else if (number == EACCES || number == EPERM) {
            return new PermissionException(call, on, number);
        }
        return new ErrnoException(call, on, number);
    }

    /**
     * The name of the failed call.
     *
     * @return {@code "connect"}, …
     */
    public String call() {
        return call;
    }

    /**
     * The errno of the call.
     *
     * @return the error
     */
    public Errno errno() {
        return new Errno(number);
    }

    /**
     * Adds the progress of a call that consists of several system calls.
     *
     * @param done the number of bytes moved
     * @param wanted the number of bytes to move; 0 if unknown
     * @param how {@code "sent"}, {@code "written"}, …
     * @return this exception
     */
    public ErrnoException withTransferred(long done, long wanted, String how) {
        this.done = done;
        this.soFar = "; " + done + (wanted == 0 ? "" : " of " + wanted) + " bytes were " + how;
        return this;
    }

    /**
     * Adds the bytes that a call had received from one side when the other side failed.
     *
     * @param undelivered the bytes
     * @return this exception
     */
    public ErrnoException withUndelivered(byte[] undelivered) {
        this.undelivered = undelivered.clone();
        return this;
    }

    /**
     * The number of bytes that {@code sendall}, {@code sendfile} or {@code recvfile} had moved before it failed.
     *
     * @return the number; 0 for calls that consist of one system call
     */
    public long transferred() {
        return done;
    }

    /**
     * The bytes that {@code recvfile} had received and could not write, for example because the disk is full.
     *
     * @return the bytes that follow those of {@link #transferred}; empty for all other calls
     */
    public byte[] undelivered() {
        return undelivered.clone();
    }

    @Override
    public String getMessage() {
        return super.getMessage() + soFar
                + (undelivered.length == 0 ? "" : ", " + undelivered.length + " more were received");
    }

    private static String remedy(String call, int number) {
        if (number == EMFILE) {
            return "; this process has reached its limit of descriptors, `ulimit -n`";
        } else if (number == EADDRINUSE && call.equals("bind")) {
            return "; `ss -anp` shows the socket that has it, SO_REUSEADDR allows an address with connections in TIME_WAIT";
        } else if (number == EACCES && call.equals("bind")) {
            return "; a port below 1024 needs CAP_NET_BIND_SERVICE, a UNIX path a writable directory";
        } else if (number == EPERM && call.equals("socket")) {
            return "; a raw socket needs CAP_NET_RAW";
        } else if (number == ESPIPE && (call.equals("sendfile") || call.equals("splice"))) {
            return "; a pipe, a socket and a terminal have no offsets: read and sendall, or recv and write";
        }
        return "";
    }
}
