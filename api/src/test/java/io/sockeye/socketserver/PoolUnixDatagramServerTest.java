package io.sockeye.socketserver;

class PoolUnixDatagramServerTest extends DatagramServerContract {
    @Override
    boolean isUnix() {
        return true;
    }

    @Override
    RequestExecutor executor() {
        return ThreadingMixIn.pool(3);
    }
}
