package io.sockeye.socketserver;

class VirtualUDPServerTest extends DatagramServerContract {
    @Override
    boolean isUnix() {
        return false;
    }

    @Override
    RequestExecutor executor() {
        return ThreadingMixIn.virtual();
    }
}
