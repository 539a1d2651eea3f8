package io.sockeye.socketserver;

class PoolUDPServerTest extends DatagramServerContract {
    @Override
    boolean isUnix() {
        return false;
    }

    @Override
    Processing processing() {
        return ThreadingMixIn.pool(3);
    }
}
