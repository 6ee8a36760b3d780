package io.holdfast.cli;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;

/** What surrounds one call of the program: the environment's variables, the time, and whether a person looks on. */
record Invocation(Map<String, String> variables, Clock clock, boolean terminal) {
    Invocation {
        variables = Map.copyOf(variables);
        Objects.requireNonNull(clock, "clock is null");
    }
}
