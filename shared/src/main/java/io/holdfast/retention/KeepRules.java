package io.holdfast.retention;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of a policy, ready to be shown a group's snapshots. */
final class KeepRules {
    private KeepRules() {}

    /** Lengths of time are counted back from {@code latest}; where there is none, nothing is too old. */
    static List<KeepRule> of(RetentionPolicy policy, Optional<OffsetDateTime> latest) {
        List<KeepRule> rules = new ArrayList<>();
        policy.tags().forEach(tags -> rules.add(new KeepRule.Tagged(tags)));
        policy.within().ifPresent(span -> rules.add(new KeepRule.Newer(before(latest, span), "within " + span)));
        rules.add(new KeepRule.Last(policy.last()));
        for (Interval interval : Interval.values()) {
            int count = policy.counts().getOrDefault(interval, 0);
            String reason = interval.word() + " snapshot";
            rules.add(new KeepRule.Newest(interval::periodOf, count, OffsetDateTime.MIN, reason));
        }
        for (Interval interval : Interval.values()) {
            Optional.ofNullable(policy.withinIntervals().get(interval))
                    .ifPresent(span -> rules.add(new KeepRule.Newest(
                            interval::periodOf,
                            RetentionPolicy.UNLIMITED,
                            before(latest, span),
                            interval.word() + " within " + span)));
        }
        return rules;
    }

    private static OffsetDateTime before(Optional<OffsetDateTime> latest, CalendarSpan span) {
        return latest.map(span::before).orElse(OffsetDateTime.MIN);
    }
}
