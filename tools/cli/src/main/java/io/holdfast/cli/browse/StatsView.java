package io.holdfast.cli.browse;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.browse.StatsFigures;
import io.holdfast.browse.StatsMode;
import io.holdfast.cli.output.ByteSize;
import io.holdfast.cli.output.CountText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures under the names that restic's JSON has, which leaves out those that are 0 but for two. */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record StatsView(
        String messageType,
        String mode,
        @JsonInclude long snapshotsCount,
        @JsonInclude long totalSize,
        long totalUncompressedSize,
        double compressionRatio,
        double compressionProgress,
        double compressionSpaceSaving,
        long totalFileCount,
        long totalBlobCount) {
    static StatsView of(StatsFigures figures, StatsMode mode, long snapshots) {
        return new StatsView(
                "stats",
                mode.label(),
                snapshots,
                figures.totalSize(),
                figures.uncompressedSize(),
                quotient(figures.compressedUncompressedSize(), figures.compressedSize()),
                100 * quotient(figures.compressedUncompressedSize(), figures.uncompressedSize()),
                figures.uncompressedSize() == 0
                        ? 0
                        : 100 * (1 - quotient(figures.totalSize(), figures.uncompressedSize())),
                figures.files(),
                figures.blobs());
    }

    private static double quotient(long dividend, long divisor) {
        return divisor == 0 ? 0 : (double) dividend / divisor;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(CountText.of(snapshotsCount, "snapshot") + ", counted by " + mode);
        if (totalFileCount > 0) {
            lines.add("files:        " + totalFileCount);
        }
        if (totalBlobCount > 0) {
            lines.add("blobs:        " + totalBlobCount);
        }
        lines.add("size:         " + ByteSize.text(totalSize));
        if (totalUncompressedSize > 0) {
            lines.add("uncompressed: " + ByteSize.text(totalUncompressedSize));
            lines.add(String.format(
                    Locale.ROOT,
                    "compression:  %.2f× of the %.1f %% that are compressed, %.1f %% saved in all",
                    compressionRatio,
                    compressionProgress,
                    compressionSpaceSaving));
        }
        return String.join(System.lineSeparator(), lines);
    }
}
