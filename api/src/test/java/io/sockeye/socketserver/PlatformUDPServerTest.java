package io.sockeye.socketserver;

class PlatformUDPServerTest extends DatagramServerContract {
    @Override
    boolean isUnix() {
        return false;
    }

    @Override
    RequestExecutor executor() {
        return ThreadingMixIn.platform();
    }
}
