package io.sockeye;

import io.sockeye.bindings.internal.OptionNames;

/** What all options are. That some of them are declared as less keeps others from setting what can only be read. */
record TypedOption<T>(int level, int number, OptionValue<T> value) implements Option<T> {
    @Override
    public String toString() {
        return OptionNames.option(level, number);
    }
}
