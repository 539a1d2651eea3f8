package io.sockeye.socketserver;

class PoolUnixStreamServerTest extends StreamServerContract {
    @Override
    boolean isUnix() {
        return true;
    }

    @Override
    RequestExecutor executor() {
        return ThreadingMixIn.pool(3);
    }
}
