package io.sockeye.socketserver;

class PlatformUDPServerTest extends DatagramServerContract {
    @Override
    boolean isUnix() {
        return false;
    }

    @Override
    Processing processing() {
        return ThreadingMixIn.platform();
    }
}
