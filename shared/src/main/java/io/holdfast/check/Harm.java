package io.holdfast.check;

import io.holdfast.blob.FileId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a damage means for the backups.
 *
 * @param snapshots all that lose something by it, newest first
 * @param pathCount the files and directories that they lose, each counted in each snapshot
 * @param paths the first of those
 */
public record Harm(List<FileId> snapshots, long pathCount, List<HarmedPath> paths) {
    static final Harm NONE = new Harm(List.of(), 0, List.of());

    /** How many paths a finding names, unless told otherwise: enough to see what is meant, few enough to read. */
    static final int NAMED_PATHS = 20;

    private static final int NAMED_SNAPSHOTS = 10;

    public Harm {
        snapshots = List.copyOf(snapshots);
        paths = List.copyOf(paths);
    }

    /** The snapshots can be restored in no part. */
    static Harm ofWhole(List<FileId> snapshots, int namedPaths) {
        List<HarmedPath> paths = snapshots.stream()
                .limit(namedPaths)
                .map(snapshot -> new HarmedPath(snapshot, "/"))
                .toList();
        return new Harm(snapshots, snapshots.size(), paths);
    }

    public boolean isNone() {
        return snapshots.isEmpty();
    }

    /** One clause for people: how much is harmed, in which snapshots, and what. */
    public String describe() {
        long unnamed = pathCount - paths.size();
        return "this harms " + count(pathCount, "path") + " in " + count(snapshots.size(), "snapshot") + " ("
                + named() + "): "
                + paths.stream().map(HarmedPath::toString).collect(Collectors.joining(", "))
                + (unnamed > 0 ? " and " + unnamed + " more" : "");
    }

    private String named() {
        int unnamed = snapshots.size() - NAMED_SNAPSHOTS;
        return snapshots.stream().limit(NAMED_SNAPSHOTS).map(FileId::toShortHex).collect(Collectors.joining(", "))
                + (unnamed > 0 ? " and " + unnamed + " more" : "");
    }

    private static String count(long number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }
}
