package io.sockeye.selectors;

import io.sockeye.ErrnoException;

class PollSelectorTest extends SelectorContract {
    PollSelectorTest() throws ErrnoException {}

    @Override
    Selector<String> open() throws ErrnoException {
        return new PollSelector<>();
    }
}
