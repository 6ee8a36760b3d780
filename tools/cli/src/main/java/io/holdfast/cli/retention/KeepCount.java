package io.holdfast.cli.retention;

import io.holdfast.retention.RetentionPolicy;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many snapshots to keep: a number, or {@code unlimited}. */
final class KeepCount implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        if (text.equals("unlimited")) {
            return RetentionPolicy.UNLIMITED;
        }
        try {
            int count = Integer.parseInt(text);
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is neither a number nor unlimited");
        }
        throw new TypeConversionException("'" + text + "' is less than 0; all are kept by unlimited");
    }
}
