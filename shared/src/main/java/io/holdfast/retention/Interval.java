package io.holdfast.retention;

import java.time.OffsetDateTime;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** The periods of which one snapshot each is kept, by the calendar of where the snapshot was taken. */
public enum Interval {
    HOURLY,
    DAILY,
    WEEKLY,
    MONTHLY,
    YEARLY;

    /** A number that is the same for times of the same period. */
    long periodOf(OffsetDateTime time) {
        return switch (this) {
            case HOURLY -> DAILY.periodOf(time) * 100 + time.getHour();
            case DAILY -> MONTHLY.periodOf(time) * 100 + time.getDayOfMonth();
            case WEEKLY -> time.get(IsoFields.WEEK_BASED_YEAR) * 100L + time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case MONTHLY -> time.getYear() * 100L + time.getMonthValue();
            case YEARLY -> time.getYear();
        };
    }

    /** As in {@code --keep-daily}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
