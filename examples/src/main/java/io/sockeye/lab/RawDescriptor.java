package io.sockeye.lab;

import io.sockeye.Pollable;
import io.sockeye.bindings.FileSyscalls;
import java.io.IOException;

/** A descriptor number as in C: any code may use it, also after close. */
final class RawDescriptor implements Pollable, AutoCloseable {
    private final int number;
    private boolean isClosed;

    RawDescriptor(int number) {
        this.number = number;
    }

    @Override
    public int fileno() {
        return number;
    }

    /** {@code close(fd)}; the second time nothing happens, for the number may be another's. */
    @Override
    public void close() throws IOException {
        if (!isClosed) {
            isClosed = true;
            Workbench.check("close", FileSyscalls.close(number));
        }
    }
}
