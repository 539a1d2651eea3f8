package io.sockeye.socketserver;

class PlatformUnixStreamServerTest extends StreamServerContract {
    @Override
    boolean isUnix() {
        return true;
    }

    @Override
    Processing processing() {
        return ThreadingMixIn.platform();
    }
}
