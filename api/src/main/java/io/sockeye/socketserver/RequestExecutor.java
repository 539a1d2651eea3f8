package io.sockeye.socketserver;

/** Runs the handlers of one server's requests: in the loop, in threads or in worker processes. */
sealed interface RequestExecutor permits RequestExecutor.InTheLoop, ThreadingMixIn, ForkingMixIn {
    /** Lets a request be handled. Exceptions of its handler go to the server's handleError. */
    <R> void process(BaseServer<R> server, Request<R> request) throws Exception;

    /** Whether one more request may be taken while {@code inFlight} are being handled. */
    boolean hasRoom(int inFlight);

    /** Ends what this has started. Called after the server's socket is closed. */
    void close();

    /** Handles one request after the other, in the thread of the loop. */
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
