package io.sockeye.selectors;

import io.sockeye.ErrnoException;

class DefaultSelectorTest extends SelectorContract {
    DefaultSelectorTest() throws ErrnoException {}

    @Override
    Selector<String> open() throws ErrnoException {
        return new DefaultSelector<>();
    }
}
