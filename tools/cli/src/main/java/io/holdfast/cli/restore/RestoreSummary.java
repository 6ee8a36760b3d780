package io.holdfast.cli.restore;

import io.holdfast.cli.output.ByteSize;
import io.holdfast.restore.RestoreReport;
import java.time.Duration;
import java.util.Locale;

/** What a restore did, under the names that restic's JSON has; {@code unrestored} and {@code ownersNotSet} are ours. */
record RestoreSummary(
        String messageType,
        double secondsElapsed,
        long filesRestored,
        long entriesRestored,
        long bytesRestored,
        long ownersNotSet,
        long unrestored) {
    static RestoreSummary of(RestoreReport report, Duration took) {
        return new RestoreSummary(
                "summary",
                took.toMillis() / 1000.0,
                report.files(),
                report.entries(),
                report.bytes(),
                report.ownersNotSet(),
                report.troubleCount());
    }

    String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "restored %d files and %d directories, links and special files, %s in %.1f s",
                filesRestored,
                entriesRestored,
                ByteSize.text(bytesRestored),
                secondsElapsed));
        if (ownersNotSet > 0) {
            text.append("%n%d of them belong to you, as only root may give files away".formatted(ownersNotSet));
        }
        if (unrestored > 0) {
            text.append("%n%d could not be restored, see above".formatted(unrestored));
        }
        return text.toString();
    }
}
