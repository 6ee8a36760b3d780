package io.holdfast.scan;

import io.holdfast.linux.FileName;

/** Everything. */
record WholeSelection() implements Selection {
    @Override
    public Selection below(FileName name) {
        return this;
    }
}
