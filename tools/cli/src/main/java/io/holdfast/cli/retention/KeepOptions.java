package io.holdfast.cli.retention;

import io.holdfast.cli.selection.TagList;
import io.holdfast.retention.CalendarSpan;
import io.holdfast.retention.Interval;
import io.holdfast.retention.RetentionPolicy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A policy as restic's users give it. */
final class KeepOptions {
    @Option(
            names = {"-l", "--keep-last"},
            paramLabel = "N|unlimited",
            converter = KeepCount.class,
            description = "The newest N.")
    private int last;

    @Option(
            names = {"-H", "--keep-hourly"},
            paramLabel = "N|unlimited",
            converter = KeepCount.class,
            description = "The newest of each hour, for the N newest hours that have any.")
    private int hourly;

    @Option(
            names = {"-d", "--keep-daily"},
            paramLabel = "N|unlimited",
            converter = KeepCount.class,
            description = "The newest of each day, for the N newest days that have any.")
    private int daily;

    @Option(
            names = {"-w", "--keep-weekly"},
            paramLabel = "N|unlimited",
            converter = KeepCount.class,
            description = "The newest of each week, for the N newest weeks that have any.")
    private int weekly;

    @Option(
            names = {"-m", "--keep-monthly"},
            paramLabel = "N|unlimited",
            converter = KeepCount.class,
            description = "The newest of each month, for the N newest months that have any.")
    private int monthly;

    @Option(
            names = {"-y", "--keep-yearly"},
            paramLabel = "N|unlimited",
            converter = KeepCount.class,
            description = "The newest of each year, for the N newest years that have any.")
    private int yearly;

    @Option(
            names = "--keep-within",
            paramLabel = "TIME",
            converter = SpanConverter.class,
            description = "All that are not older than the newest by this, such as 1y5m7d2h.")
    private @Nullable CalendarSpan within;

    @Option(
            names = "--keep-within-hourly",
            paramLabel = "TIME",
            converter = SpanConverter.class,
            description = "The newest of each hour, of all that are not older by this.")
    private @Nullable CalendarSpan withinHourly;

    @Option(
            names = "--keep-within-daily",
            paramLabel = "TIME",
            converter = SpanConverter.class,
            description = "The newest of each day, of all that are not older by this.")
    private @Nullable CalendarSpan withinDaily;

    @Option(
            names = "--keep-within-weekly",
            paramLabel = "TIME",
            converter = SpanConverter.class,
            description = "The newest of each week, of all that are not older by this.")
    private @Nullable CalendarSpan withinWeekly;

    @Option(
            names = "--keep-within-monthly",
            paramLabel = "TIME",
            converter = SpanConverter.class,
            description = "The newest of each month, of all that are not older by this.")
    private @Nullable CalendarSpan withinMonthly;

    @Option(
            names = "--keep-within-yearly",
            paramLabel = "TIME",
            converter = SpanConverter.class,
            description = "The newest of each year, of all that are not older by this.")
    private @Nullable CalendarSpan withinYearly;

    @Option(
            names = "--keep-tag",
            paramLabel = "TAG[,TAG...]",
            description = "All that have these tags; may be repeated.")
    private List<String> tags = List.of();

    RetentionPolicy policy() {
        Map<Interval, Integer> counts = new EnumMap<>(Interval.class);
        Map<Interval, CalendarSpan> withinIntervals = new EnumMap<>(Interval.class);
        for (Interval interval : Interval.values()) {
            counts.put(interval, count(interval));
            Optional.ofNullable(within(interval)).ifPresent(span -> withinIntervals.put(interval, span));
        }
        return new RetentionPolicy(
                last,
                counts,
                Optional.ofNullable(within),
                withinIntervals,
                tags.stream().map(TagList::parse).toList());
    }

    private int count(Interval interval) {
        return switch (interval) {
            case HOURLY -> hourly;
            case DAILY -> daily;
            case WEEKLY -> weekly;
            case MONTHLY -> monthly;
            case YEARLY -> yearly;
        };
    }

    private @Nullable CalendarSpan within(Interval interval) {
        return switch (interval) {
            case HOURLY -> withinHourly;
            case DAILY -> withinDaily;
            case WEEKLY -> withinWeekly;
            case MONTHLY -> withinMonthly;
            case YEARLY -> withinYearly;
        };
    }
}
