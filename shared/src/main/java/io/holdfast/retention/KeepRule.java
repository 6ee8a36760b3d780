package io.holdfast.retention;

import io.holdfast.snapshot.Snapshot;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** One rule of a policy on its way through a group's snapshots, which it is shown from the newest to the oldest. */
interface KeepRule {
    /** Why it keeps the snapshot; empty where it does not. */
    Optional<String> keeps(Snapshot snapshot, boolean isOldest);

    static OffsetDateTime timeOf(Snapshot snapshot) {
        return snapshot.time().atOffset(snapshot.zone());
    }

    /** All that have these tags. */
    record Tagged(List<String> tags) implements KeepRule {
        @Override
        public Optional<String> keeps(Snapshot snapshot, boolean isOldest) {
            return snapshot.hasTags(tags) ? Optional.of("has tags " + tags) : Optional.empty();
        }
    }

    /** All that are newer. */
    record Newer(OffsetDateTime than, String reason) implements KeepRule {
        @Override
        public Optional<String> keeps(Snapshot snapshot, boolean isOldest) {
            return timeOf(snapshot).isAfter(than) ? Optional.of(reason) : Optional.empty();
        }
    }

    /**
     * The newest of each period, for so many periods that have any, of those that are newer than a time. While periods are
     * left the oldest of all is kept as well, so that the history reaches as far back as it can.
     */
    final class Newest implements KeepRule {
        private final ToLongFunction<OffsetDateTime> periods;
        private final OffsetDateTime than;
        private final String reason;
        private int left;
        private Optional<Long> lastPeriod = Optional.empty();

        Newest(ToLongFunction<OffsetDateTime> periods, int count, OffsetDateTime than, String reason) {
            this.periods = periods;
            this.left = count;
            this.than = than;
            this.reason = reason;
        }

        @Override
        public Optional<String> keeps(Snapshot snapshot, boolean isOldest) {
            OffsetDateTime time = timeOf(snapshot);
            if (left == 0 || !time.isAfter(than)) {
                return Optional.empty();
            }
            Optional<Long> period = Optional.of(periods.applyAsLong(time));
            boolean isNew = !period.equals(lastPeriod);
            if (!isNew && !isOldest) {
                return Optional.empty();
            }
            lastPeriod = period;
            left -= left == RetentionPolicy.UNLIMITED ? 0 : 1;
            return Optional.of(isNew ? reason : "oldest " + reason);
        }
    }

    /** The newest so many. */
    final class Last implements KeepRule {
        private int left;

        Last(int count) {
            this.left = count;
        }

        @Override
        public Optional<String> keeps(Snapshot snapshot, boolean isOldest) {
            if (left == 0) {
                return Optional.empty();
            }
            left -= left == RetentionPolicy.UNLIMITED ? 0 : 1;
            return Optional.of("last snapshot");
        }
    }
}
