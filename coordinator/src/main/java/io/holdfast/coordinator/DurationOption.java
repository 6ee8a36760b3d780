package io.holdfast.coordinator;

import io.holdfast.coordinator.velero.GoDuration;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration as Velero's flags write it, such as {@code 4h} or {@code 1m30s}. */
final class DurationOption implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        try {
            return GoDuration.parse(text).value();
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is not a duration such as 4h or 90s");
        }
    }
}
