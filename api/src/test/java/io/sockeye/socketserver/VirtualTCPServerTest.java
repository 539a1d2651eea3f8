package io.sockeye.socketserver;

class VirtualTCPServerTest extends StreamServerContract {
    @Override
    boolean isUnix() {
        return false;
    }

    @Override
    Processing processing() {
        return ThreadingMixIn.virtual();
    }
}
