package io.holdfast.agent.session;

import java.util.List;
import java.util.Optional;

/** Whom to dial next: the leader where a standby has named it, otherwise the configured addresses in turn. */
final class CoordinatorAddresses {
    private final List<String> configured;
    private int next;
    private Optional<String> leader = Optional.empty();

    CoordinatorAddresses(List<String> configured) {
        if (configured.isEmpty()) {
            throw new IllegalArgumentException("no coordinator address is configured");
        }
        this.configured = List.copyOf(configured);
    }

    String next() {
        String address = leader.orElseGet(() -> configured.get(next++ % configured.size()));
        leader = Optional.empty();
        return address;
    }

    /** Dials this address once, next. */
    void prefer(String leaderAddress) {
        leader = Optional.of(leaderAddress);
    }

    /** The address that answered last is good: stays with it after the stream breaks. */
    void stay(String address) {
        prefer(address);
    }
}
