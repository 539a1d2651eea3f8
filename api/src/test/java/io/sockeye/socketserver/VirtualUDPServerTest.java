package io.sockeye.socketserver;

class VirtualUDPServerTest extends DatagramServerContract {
    @Override
    boolean isUnix() {
        return false;
    }

    @Override
    Processing processing() {
        return ThreadingMixIn.virtual();
    }
}
