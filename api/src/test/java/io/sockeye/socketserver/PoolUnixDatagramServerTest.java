package io.sockeye.socketserver;

class PoolUnixDatagramServerTest extends DatagramServerContract {
    @Override
    boolean isUnix() {
        return true;
    }

    @Override
    Processing processing() {
        return ThreadingMixIn.pool(3);
    }
}
