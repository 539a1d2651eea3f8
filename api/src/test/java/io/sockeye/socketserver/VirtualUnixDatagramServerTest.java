package io.sockeye.socketserver;

class VirtualUnixDatagramServerTest extends DatagramServerContract {
    @Override
    boolean isUnix() {
        return true;
    }

    @Override
    RequestExecutor executor() {
        return ThreadingMixIn.virtual();
    }
}
