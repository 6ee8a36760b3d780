package io.holdfast.coordinator.dispatch;

import java.util.Optional;

/** Whether this coordinator may give out work. */
public sealed interface Leadership {
    /** It leads; {@code epoch} is the number of this leadership, higher than that of every earlier one. */
    record Leading(long epoch) implements Leadership {
        public Leading {
            if (epoch < 0) {
                throw new IllegalArgumentException("the epoch is negative: " + epoch);
            }
        }
    }

    /** It stands by; {@code leaderAddress} is where agents find the leader, as far as that is known. */
    record Following(Optional<String> leaderAddress) implements Leadership {}
}
