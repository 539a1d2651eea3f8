package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.*;

import java.io.IOException;

/**
 * A system call failed. The message has the call, what it was called on, the errno's name, number and text, and the
 * remedy where there is one: {@code connect(fd=7, 127.0.0.1:9999): ECONNREFUSED (111) Connection refused}.
 *
 * <p>Errors that programs decide by have classes of their own, as in Python.
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

    /** What was called. */
    private final String call;

    /** Why it failed. */
    private final int number;

    /** What was done before it failed. */
    private long done;

    /** The same in words; empty where that is no question. */
    private String soFar = "";

    /** What was taken and not delivered. */
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
     * @param on what it was called on
     * @param number the errno, positive
     * @return an exception of the class that fits, not thrown yet
     */
    public static ErrnoException of(String call, String on, int number) {
        // An if chain, because constants that come from C are no case labels.
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
     * The call that failed.
     *
     * @return {@code "connect"}, …
     */
    public String call() {
        return call;
    }

    /**
     * Why it failed.
     *
     * @return the error
     */
    public Errno errno() {
        return new Errno(number);
    }

    /**
     * Adds how far a call in several steps came.
     *
     * @param done how many bytes were moved
     * @param wanted how many were to be moved; 0 if that is not known
     * @param how {@code "sent"}, {@code "written"}, …
     * @return this exception
     */
    public ErrnoException withTransferred(long done, long wanted, String how) {
        this.done = done;
        this.soFar = "; " + done + (wanted == 0 ? "" : " of " + wanted) + " bytes were " + how;
        return this;
    }

    /**
     * Keeps what a call had taken from one side when the other side failed.
     *
     * @param undelivered the bytes
     * @return this exception
     */
    public ErrnoException withUndelivered(byte[] undelivered) {
        this.undelivered = undelivered.clone();
        return this;
    }

    /**
     * How many bytes {@code sendall}, {@code sendfile} or {@code recvfile} had moved before it failed.
     *
     * @return the bytes; 0 for calls that do all or nothing
     */
    public long transferred() {
        return done;
    }

    /**
     * What {@code recvfile} had received and could not write, so that nothing is lost when a disk is full.
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
            return "; this process has all the descriptors that `ulimit -n` allows";
        } else if (number == EADDRINUSE && call.equals("bind")) {
            return "; `ss -anp` shows who has it, SO_REUSEADDR takes it from connections that have ended";
        } else if (number == EACCES && call.equals("bind")) {
            return "; a low port needs CAP_NET_BIND_SERVICE, a UNIX path a folder that may be written";
        } else if (number == EPERM && call.equals("socket")) {
            return "; a raw socket needs CAP_NET_RAW";
        } else if (number == ESPIPE && (call.equals("sendfile") || call.equals("splice"))) {
            return "; a pipe, a socket and a terminal have no offsets: read and sendall, or recv and write";
        }
        return "";
    }
}
