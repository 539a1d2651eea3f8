package io.sockeye.selectors;

import io.sockeye.ErrnoException;

class EpollSelectorTest extends SelectorContract {
    EpollSelectorTest() throws ErrnoException {}

    @Override
    Selector<String> open() throws ErrnoException {
        return new EpollSelector<>();
    }
}
