package io.sockeye.socketserver;

class PlatformTCPServerTest extends StreamServerContract {
    @Override
    boolean isUnix() {
        return false;
    }

    @Override
    RequestExecutor executor() {
        return ThreadingMixIn.platform();
    }
}
