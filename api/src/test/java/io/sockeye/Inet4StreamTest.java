package io.sockeye;

class Inet4StreamTest extends InetStreamContract {
    @Override
    Socket open() throws ErrnoException {
        return Socket.tcp();
    }

    @Override
    Sockaddr free() {
        return SockaddrIn.of("127.0.0.1", 0);
    }

    @Override
    boolean isNameOfAClient(Sockaddr name) {
        return name instanceof SockaddrIn in && in.host().equals("127.0.0.1") && in.port() > 0;
    }

    @Override
    String familyName() {
        return "AF_INET";
    }
}
