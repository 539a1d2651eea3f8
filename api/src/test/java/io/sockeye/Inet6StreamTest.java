package io.sockeye;

class Inet6StreamTest extends InetStreamContract {
    @Override
    Socket open() throws ErrnoException {
        return Socket.tcp6();
    }

    @Override
    Sockaddr free() {
        return SockaddrIn6.of("::1", 0);
    }

    @Override
    boolean isNameOfAClient(Sockaddr name) {
        return name instanceof SockaddrIn6 in && in.host().equals("::1") && in.port() > 0;
    }

    @Override
    String familyName() {
        return "AF_INET6";
    }
}
