package io.holdfast.cli;

import io.holdfast.check.CheckReport;

/** What a check saw; {@code numErrors} is restic's name. */
record CheckSummary(
        String messageType,
        long numErrors,
        long numHints,
        long snapshots,
        long trees,
        long packs,
        long bytesRead,
        String repository) {
    static CheckSummary of(CheckReport report, String repository) {
        return new CheckSummary(
                "summary",
                report.errors().size(),
                report.hints().size(),
                report.snapshots(),
                report.trees(),
                report.packs(),
                report.bytesRead(),
                repository);
    }

    String text() {
        String seen = "%d snapshots, %d trees and %d packs looked at%s: "
                .formatted(
                        snapshots,
                        trees,
                        packs,
                        bytesRead == 0 ? "" : ", " + ByteSize.text(bytesRead) + " of data read");
        return seen
                + (numErrors == 0
                        ? "no errors in " + repository
                        : repository + " is damaged: " + numErrors + " errors, see above");
    }
}
