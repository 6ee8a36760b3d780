package io.holdfast.cli.browse;

import io.holdfast.browse.StatsMode;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Modes by restic's words. */
final class StatsModeConverter implements ITypeConverter<StatsMode> {
    @Override
    public StatsMode convert(String text) {
        return Stream.of(StatsMode.values())
                .filter(mode -> mode.label().equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of "
                        + Stream.of(StatsMode.values()).map(StatsMode::label).collect(Collectors.joining(", "))));
    }
}
