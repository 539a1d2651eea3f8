package io.sockeye.socketserver;

class VirtualUnixDatagramServerTest extends DatagramServerContract {
    @Override
    boolean isUnix() {
        return true;
    }

    @Override
    Processing processing() {
        return ThreadingMixIn.virtual();
    }
}
