package io.sockeye.socketserver;

/** In which thread or process the requests of one server are handled. */
sealed interface RequestExecutor permits RequestExecutor.InTheLoop, ThreadingMixIn, ForkingMixIn {
    <R> void process(BaseServer<R> server, Request<R> request) throws Exception;

    /** Whether to take one more request. */
    boolean hasRoom(int inFlight);

    /** After the server's socket is closed. */
    void close();

    /** One after the other. */
    enum InTheLoop implements RequestExecutor {
        INSTANCE;

        @Override
        public <R> void process(BaseServer<R> server, Request<R> request) {
            server.begin(request);
            server.handle(request);
        }

        @Override
        public boolean hasRoom(int inFlight) {
            return true;
        }

        @Override
        public void close() {}
    }
}
