package io.sockeye.socketserver;

class PoolUnixStreamServerTest extends StreamServerContract {
    @Override
    boolean isUnix() {
        return true;
    }

    @Override
    Processing processing() {
        return ThreadingMixIn.pool(3);
    }
}
