package io.sockeye.socketserver;

class VirtualUnixStreamServerTest extends StreamServerContract {
    @Override
    boolean isUnix() {
        return true;
    }

    @Override
    Processing processing() {
        return ThreadingMixIn.virtual();
    }
}
