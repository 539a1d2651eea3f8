package io.sockeye.socketserver;

class PoolTCPServerTest extends StreamServerContract {
    @Override
    boolean isUnix() {
        return false;
    }

    @Override
    Processing processing() {
        return ThreadingMixIn.pool(3);
    }
}
