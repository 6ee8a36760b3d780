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
    private final String remedy;
    private final BitSet snapshots = new BitSet();
    private final List<HarmedPath> paths = new ArrayList<>();
    private long pathCount;

    Damage(String object, String problem, String remedy) {
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

    int namedPaths() {
        return paths.size();
    }

    boolean isHarmless() {
        return snapshots.isEmpty();
    }

    BitSet snapshots() {
        return snapshots;
    }

    /** {@code allSeen} tells that whom it does not harm by now, it does not harm at all. */
    CheckFinding finding(List<StoredSnapshot> all, boolean allSeen) {
        List<FileId> harmed =
                snapshots.stream().mapToObj(number -> all.get(number).id()).toList();
        String whole = isHarmless() && allSeen ? problem + "; no snapshot is harmed by that" : problem;
        return new CheckFinding(object, whole, new Harm(harmed, pathCount, paths), remedy);
    }
}
