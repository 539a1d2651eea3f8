package io.sockeye;

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

    @Override
    boolean isNameOfAClient(Sockaddr name) {
        return name.equals(SockaddrUn.UNNAMED);
    }

    @Override
    String familyName() {
        return "AF_UNIX";
    }
}
