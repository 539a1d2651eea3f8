package io.sockeye.socketserver;

class PlatformUnixStreamServerTest extends StreamServerContract {
    @Override
    boolean isUnix() {
        return true;
    }

    @Override
    RequestExecutor executor() {
        return ThreadingMixIn.platform();
    }
}
