package io.sockeye;

import static io.sockeye.bindings.EpollConstants.EPOLLET;

/** What is so when it is added counts as an edge, so the words are the same. */
class EpollEdgeReadinessTest extends EpollReadinessTest {
    @Override
    int mode() {
        return EPOLLET;
    }
}
