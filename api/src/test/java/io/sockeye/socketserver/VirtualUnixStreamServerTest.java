package io.sockeye.socketserver;

class VirtualUnixStreamServerTest extends StreamServerContract {
    @Override
    boolean isUnix() {
        return true;
    }

    @Override
    RequestExecutor executor() {
        return ThreadingMixIn.virtual();
    }
}
