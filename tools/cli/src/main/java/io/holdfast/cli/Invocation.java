package io.holdfast.cli;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;

/** What surrounds one call of the program: the environment's variables, the time, whether a person looks on, and its output. */
record Invocation(Map<String, String> variables, Clock clock, boolean terminal, StandardOutput output) {
    Invocation {
        variables = Map.copyOf(variables);
        Objects.requireNonNull(clock, "clock is null");
        Objects.requireNonNull(output, "output is null");
    }

    /** One that writes where the process does. */
    Invocation(Map<String, String> variables, Clock clock, boolean terminal) {
        this(variables, clock, terminal, new StandardOutput(System.out));
    }
}
