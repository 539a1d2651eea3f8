package io.sockeye.socketserver;

class PlatformUnixDatagramServerTest extends DatagramServerContract {
    @Override
    boolean isUnix() {
        return true;
    }

    @Override
    Processing processing() {
        return ThreadingMixIn.platform();
    }
}
