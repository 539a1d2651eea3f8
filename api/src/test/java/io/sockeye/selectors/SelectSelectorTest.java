package io.sockeye.selectors;

import io.sockeye.ErrnoException;

class SelectSelectorTest extends SelectorContract {
    SelectSelectorTest() throws ErrnoException {}

    @Override
    Selector<String> open() throws ErrnoException {
        return new SelectSelector<>();
    }
}
