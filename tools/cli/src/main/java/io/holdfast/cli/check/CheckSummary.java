package io.holdfast.cli.check;

import io.holdfast.blob.FileId;
import io.holdfast.check.CheckReport;
import io.holdfast.cli.output.ByteSize;
import io.holdfast.cli.output.CountText;
import java.util.List;

/** What a check saw; {@code numErrors} is restic's name. */
record CheckSummary(
        String messageType,
        long numErrors,
        long numHints,
        long snapshots,
        long trees,
        long packs,
        long bytesRead,
        List<String> harmedSnapshots,
        String repository) {
    static CheckSummary of(CheckReport report, String repository) {
        return new CheckSummary(
                "summary",
                report.errorCount(),
                report.hints().size(),
                report.snapshots(),
                report.trees(),
                report.packs(),
                report.bytesRead(),
                report.harmedSnapshots().stream().map(FileId::toHex).toList(),
                repository);
    }

    String text() {
        String seen = "%s, %s and %s looked at%s: "
                .formatted(
                        CountText.of(snapshots, "snapshot"),
                        CountText.of(trees, "tree"),
                        CountText.of(packs, "pack"),
                        bytesRead == 0 ? "" : ", " + ByteSize.text(bytesRead) + " of data read");
        return seen + (numErrors == 0 ? "no errors in " + repository : repository + " is damaged: " + damage());
    }

    private String damage() {
        return CountText.of(numErrors, "error") + ", see above, which "
                + (numErrors == 1 ? "harms " : "harm ")
                + (harmedSnapshots.isEmpty() ? "no snapshot" : harmedSnapshots.size() + " of the snapshots");
    }
}
