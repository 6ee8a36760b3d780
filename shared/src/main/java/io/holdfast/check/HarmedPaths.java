package io.holdfast.check;

import io.holdfast.linux.FileName;
import io.holdfast.snapshot.GoQuote;
import io.holdfast.snapshot.StoredSnapshot;
import io.holdfast.snapshot.TreeNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names what damage harms: goes down from the roots of snapshots again, but only where a mark says that something is still to be
 * named below. So it reads few trees, however much is lost. Used by one thread.
 */
final class HarmedPaths {
    private final TreeScanner scanner;
    private final HarmMarks marks;
    private final DamageList damages;
    private final int namedPaths;
    /** The damages that have fewer names than they may have. */
    private final BitSet wanting = new BitSet();

    /** A place in a snapshot; the root alone has no name. */
    private record Place(@Nullable Place parent, @Nullable FileName name) {
        private static final Place ROOT = new Place(null, null);

        String path() {
            List<String> names = new ArrayList<>();
            for (Place at = this; at != null && at.name != null; at = at.parent) {
                names.add(GoQuote.quote(at.name));
            }
            return "/" + String.join("/", names.reversed());
        }
    }

    private record Directory(Place place, int tree) {}

    /** At most so many paths are named of each damage. */
    HarmedPaths(TreeScanner scanner, HarmMarks marks, DamageList damages, int namedPaths) {
        this.scanner = scanner;
        this.marks = marks;
        this.damages = damages;
        this.namedPaths = namedPaths;
        wanting.set(0, DamageList.MOST + 1);
    }

    /** Names what is harmed in a snapshot with this root tree. */
    void name(int root, StoredSnapshot snapshot) throws InterruptedException {
        Deque<Directory> toLookAt = new ArrayDeque<>();
        toLookAt.addLast(new Directory(Place.ROOT, root));
        while (!toLookAt.isEmpty()) {
            Directory next = toLookAt.removeLast();
            if (marks.damages(next.tree()).isAnyOf(wanting)) {
                look(next, snapshot).reversed().forEach(toLookAt::addLast);
            }
        }
    }

    /** Names a snapshot as a whole. */
    void name(DamageSet harming, StoredSnapshot snapshot) {
        name(harming, Place.ROOT, snapshot);
    }

    private List<Directory> look(Directory directory, StoredSnapshot snapshot) throws InterruptedException {
        Below below = new Below(directory.place());
        boolean asOthers = marks.damages(directory.tree()).isOnly(DamageList.MOST);
        boolean isReadable = marks.isReadable(directory.tree());
        TreeScanner.Outcome outcome = scanner.scan(directory.tree(), (node, found) -> {
            if (isReadable) {
                if (!found.damages().isEmpty()) {
                    DamageSet harming = asOthers ? DamageSet.of(DamageList.MOST) : found.damages();
                    name(harming, new Place(directory.place(), node.name()), snapshot);
                }
                below.add(node, found.child());
            }
        });
        name(outcome.damages(), directory.place(), snapshot);
        return below.directories;
    }

    private void name(DamageSet harming, Place place, StoredSnapshot snapshot) {
        harming.forEach(number -> {
            if (wanting.get(number)) {
                Damage damage = damages.get(number);
                damage.name(new HarmedPath(snapshot.id(), place.path()));
                wanting.set(number, damage.namedPaths() < namedPaths);
            }
        });
    }

    /** The directories in one that are worth a look: no more of them than there are names to be found. */
    private final class Below {
        private final Place parent;
        private final List<Directory> directories = new ArrayList<>();
        private final BitSet stillWanting = (BitSet) wanting.clone();
        private final int[] promised = new int[DamageList.MOST + 1];

        Below(Place parent) {
            this.parent = parent;
        }

        void add(TreeNode node, int tree) {
            DamageSet harming = tree < 0 ? DamageSet.NONE : marks.damages(tree);
            if (harming.isAnyOf(stillWanting)) {
                directories.add(new Directory(new Place(parent, node.name()), tree));
                harming.forEach(number -> {
                    if (++promised[number] == namedPaths) {
                        stillWanting.clear(number);
                    }
                });
            }
        }
    }
}
