package io.holdfast.cli.check;

import io.holdfast.check.DataSubset;
import io.holdfast.cli.output.ByteSize;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Which packs to read, as restic's option of that name takes it: {@code 5%}, {@code 2/7} or {@code 500M}. */
final class ReadDataSubset implements ITypeConverter<DataSubset> {
    private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?)%");
    private static final Pattern PART = Pattern.compile("(\\d{1,9})/(\\d{1,9})");

    @Override
    public DataSubset convert(String text) throws Exception {
        Matcher share = SHARE.matcher(text);
        Matcher part = PART.matcher(text);
        try {
            if (share.matches()) {
                return new DataSubset.Percent(Double.parseDouble(share.group(1)));
            }
            if (part.matches()) {
                return new DataSubset.Part(Integer.parseInt(part.group(1)), Integer.parseInt(part.group(2)));
            }
            return new DataSubset.Size(new ByteSize().convert(text));
        } catch (IllegalArgumentException | TypeConversionException e) {
            throw new TypeConversionException(
                    "'" + text + "' is not a share such as 5%, a part such as 2/7 (from 1/1 on,"
                            + " of 256 at most) or a size such as 500M");
        }
    }
}
