package io.holdfast.check;

import io.holdfast.blob.FileId;
import io.holdfast.snapshot.StoredSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Content that is lost or damaged, and whom that harms, as far as it is known by now. Used by one thread at a time. */
final class Damage {
    private final String object;
    private final String problem;
    private final Remedy remedy;
    private final BitSet snapshots = new BitSet();
    private final List<HarmedPath> paths = new ArrayList<>();
    private long pathCount;
    private int broughtBack;

    Damage(String object, String problem, Remedy remedy) {
        this.object = object;
        this.problem = problem;
        this.remedy = remedy;
    }

    /** The snapshot of this number, as they are listed, loses so many paths by it. */
    void harms(int snapshot, long count) {
        snapshots.set(snapshot);
        pathCount += count;
    }

    void name(HarmedPath path) {
        paths.add(path);
    }

    /** So many of its blobs are in packs that no index names. */
    void bringBack(int blobs) {
        broughtBack = blobs;
    }

    int namedPaths() {
        return paths.size();
    }

    boolean isHarmless() {
        return snapshots.isEmpty();
    }

    BitSet snapshots() {
        return snapshots;
    }

    /**
     * {@code allSeen} tells that whom it does not harm by now, it does not harm at all; {@code indexFirst} that the index is to be
     * repaired before anything is given up.
     */
    CheckFinding finding(List<StoredSnapshot> all, boolean allSeen, boolean indexFirst) {
        List<FileId> harmed =
                snapshots.stream().mapToObj(number -> all.get(number).id()).toList();
        return new CheckFinding(object, whole(allSeen), new Harm(harmed, pathCount, paths), remedy.text(indexFirst));
    }

    private String whole(boolean allSeen) {
        if (broughtBack > 0) {
            return problem + "; " + broughtBack + " of its lost blobs " + (broughtBack == 1 ? "is" : "are")
                    + " in packs that no index names";
        }
        return isHarmless() && allSeen ? problem + "; no snapshot is harmed by that" : problem;
    }
}
