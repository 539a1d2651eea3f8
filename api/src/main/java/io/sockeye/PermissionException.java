package io.sockeye;

/** {@code EACCES} or {@code EPERM}: this user may not do that. */
public final class PermissionException extends ErrnoException {
    private static final long serialVersionUID = 1;

    PermissionException(String call, String on, int number) {
        super(call, on, number);
    }
}
