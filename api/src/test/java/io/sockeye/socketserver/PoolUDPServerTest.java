package io.sockeye.socketserver;

class PoolUDPServerTest extends DatagramServerContract {
    @Override
    boolean isUnix() {
        return false;
    }

    @Override
    RequestExecutor executor() {
        return ThreadingMixIn.pool(3);
    }
}
