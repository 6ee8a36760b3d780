package io.holdfast.cli.session;

import io.holdfast.cli.output.StandardOutput;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;

/** What surrounds one call of the program: the environment's variables, the time, whether a person looks on, and its output. */
public record Invocation(Map<String, String> variables, Clock clock, boolean terminal, StandardOutput output) {
    public Invocation {
        variables = Map.copyOf(variables);
        Objects.requireNonNull(clock, "clock is null");
        Objects.requireNonNull(output, "output is null");
    }
}
