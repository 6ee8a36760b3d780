package io.holdfast.cli.retention;

import io.holdfast.retention.CalendarSpan;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length of time as restic's users write it. */
final class SpanConverter implements ITypeConverter<CalendarSpan> {
    @Override
    public CalendarSpan convert(String text) {
        return CalendarSpan.parse(text)
                .orElseThrow(() -> new TypeConversionException("'" + text
                        + "' is not a length of time such as 1y5m7d2h: years, months, days and hours, in this order"));
    }
}
