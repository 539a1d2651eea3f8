package io.sockeye.socketserver;

class PlatformTCPServerTest extends StreamServerContract {
    @Override
    boolean isUnix() {
        return false;
    }

    @Override
    Processing processing() {
        return ThreadingMixIn.platform();
    }
}
