package io.sockeye;

/** {@code EACCES} or {@code EPERM}: the process lacks a permission or a capability. */
public final class PermissionException extends ErrnoException {
    private static final long serialVersionUID = 1;

    PermissionException(String call, String on, int number) {
        super(call, on, number);
    }
}
