package io.sockeye;

import io.sockeye.support.Proc;
import java.io.IOException;

class UnixAbstractStreamTest extends StreamSocketContract {
    private int names;

    @Override
    Socket open() throws ErrnoException {
        return Socket.unix();
    }

    @Override
    Sockaddr free() {
        return SockaddrUn.abstractName("sockeye/" + ProcessHandle.current().pid() + "/" + names++);
    }

    /** Between two attempts, since the kernel offers no event for the backlog. */
    @Override
    void awaitInsideConnect(int fd) throws IOException {
        Proc.awaitInside(Proc.PPOLL);
    }

    @Override
    boolean isNameOfAClient(Sockaddr name) {
        return name.equals(SockaddrUn.UNNAMED);
    }

    @Override
    String familyName() {
        return "AF_UNIX";
    }
}
