package io.holdfast.task;

import java.util.Objects;

/** Text that must not be seen: it prints as dots, everywhere. */
public record Secret(String reveal) {
    public Secret {
        Objects.requireNonNull(reveal, "secret is null");
    }

    @Override
    public String toString() {
        return "Secret[•••]";
    }
}
