package io.holdfast.cli.browse;

import io.holdfast.browse.WalkedPath;
import io.holdfast.cli.output.CountText;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.cli.output.Output;
import io.holdfast.cli.output.RowOutput;
import io.holdfast.cli.output.TimeText;
import io.holdfast.failure.BackupException;
import io.holdfast.snapshot.StoredSnapshot;
import java.util.Optional;
import java.util.function.Supplier;

/** What a search has found so far, snapshot by snapshot; people read each one's name before what is in it. */
final class SearchReport {
    private final RowOutput rows;
    private final Output output;
    private Optional<StoredSnapshot> unnamed = Optional.empty();
    private String snapshot = "";
    private String time = "";
    private long matches;
    private long snapshotsWithMatches;
    private long lost;

    private record Summary(
            String messageType, long matches, long snapshots, long snapshotsWithMatches, long directoriesLost) {}

    SearchReport(RowOutput rows, Output output) {
        this.rows = rows;
        this.output = output;
    }

    /** What follows is in this snapshot. */
    void begin(StoredSnapshot stored) {
        unnamed = Optional.of(stored);
        snapshot = stored.id().toHex();
        time = stored.snapshot().time().toString();
    }

    /** The id of the snapshot that is searched. */
    String snapshot() {
        return snapshot;
    }

    /** When it was taken. */
    String time() {
        return time;
    }

    void found(Supplier<String> text, Supplier<Object> object) {
        unnamed.ifPresent(stored -> {
            snapshotsWithMatches++;
            rows.heading(() -> "snapshot " + stored.id().toShortHex() + " of "
                    + TimeText.of(stored.snapshot().time()) + ":");
        });
        unnamed = Optional.empty();
        matches++;
        rows.add(text, object);
    }

    void lost(WalkedPath path, BackupException failure) {
        lost++;
        output.trouble(
                snapshot.substring(0, 8) + ":" + path, "its entries are lost: " + failure.getMessage(), "find", false);
    }

    ExitCode end(long snapshots) {
        if (matches == 0) {
            output.say("nothing is found in " + CountText.of(snapshots, "snapshot"));
        }
        output.status(new Summary("summary", matches, snapshots, snapshotsWithMatches, lost));
        return lost == 0 ? ExitCode.OK : ExitCode.INCOMPLETE;
    }
}
