package io.holdfast.cli.output;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers of bytes as people write them: {@code 512}, {@code 64M}, {@code 1.5 GiB}; units are powers of 1024. */
public final class ByteSize implements ITypeConverter<Long> {
    private static final Pattern TEXT =
            Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(?:([KMGT])(?:iB|B)?|B)?", Pattern.CASE_INSENSITIVE);
    private static final String UNITS = "KMGT";

    @Override
    public Long convert(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is not a size such as 256M or 1.5G");
        }
        String unit = matcher.group(2);
        int power = unit == null ? 0 : 1 + UNITS.indexOf(unit.toUpperCase(Locale.ROOT));
        return (long) (Double.parseDouble(matcher.group(1)) * Math.pow(1024, power));
    }

    /** With three digits at most, such as {@code 1.53 GiB}. */
    public static String text(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double value = bytes;
        int power = 0;
        while (value >= 1000 && power < UNITS.length()) {
            value /= 1024;
            power++;
        }
        String format = value < 10 ? "%.2f %siB" : value < 100 ? "%.1f %siB" : "%.0f %siB";
        return String.format(Locale.ROOT, format, value, UNITS.charAt(power - 1));
    }
}
