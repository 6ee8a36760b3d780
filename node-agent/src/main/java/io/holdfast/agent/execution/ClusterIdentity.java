package io.holdfast.agent.execution;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.util.Optional;

/** The cluster this agent belongs to, as its coordinator has told it: part of the agent's name in locks. Thread-safe. */
public final class ClusterIdentity {
    private volatile Optional<String> cluster = Optional.empty();

    public void told(String name) {
        cluster = Optional.of(name);
    }

    String name() {
        return cluster.orElseThrow(() -> new BackupException(
                FailureKind.UNAVAILABLE, "no coordinator has told this agent its cluster's name yet"));
    }
}
