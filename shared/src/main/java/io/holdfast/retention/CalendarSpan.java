package io.holdfast.retention;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time by the calendar, such as {@code 1y5m7d2h}. */
public record CalendarSpan(int years, int months, int days, int hours) {
    private static final Pattern TEXT =
            Pattern.compile("(?:(\\d{1,6})y)?(?:(\\d{1,6})m)?(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?");

    public CalendarSpan {
        if (years < 0 || months < 0 || days < 0 || hours < 0) {
            throw new IllegalArgumentException("a length of time is negative");
        }
    }

    /** Empty where the text is no length of time, or one of nothing. */
    public static Optional<CalendarSpan> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            return Optional.empty();
        }
        CalendarSpan span =
                new CalendarSpan(number(matcher, 1), number(matcher, 2), number(matcher, 3), number(matcher, 4));
        return Optional.of(span).filter(parsed -> !parsed.equals(new CalendarSpan(0, 0, 0, 0)));
    }

    private static int number(Matcher matcher, int group) {
        return Optional.ofNullable(matcher.group(group)).map(Integer::parseInt).orElse(0);
    }

    /** So long before the time. A day that the month reached does not have is one of the next, as Go's calendar has it. */
    OffsetDateTime before(OffsetDateTime time) {
        LocalDate month = LocalDate.of(time.getYear(), time.getMonth(), 1)
                .minusYears(years)
                .minusMonths(months);
        LocalDate day = month.plusDays(time.getDayOfMonth() - 1L).minusDays(days);
        return day.atTime(time.toLocalTime()).atOffset(time.getOffset()).minusHours(hours);
    }

    @Override
    public String toString() {
        return part(years, "y") + part(months, "m") + part(days, "d") + part(hours, "h");
    }

    private static String part(int number, String unit) {
        return number == 0 ? "" : number + unit;
    }
}
