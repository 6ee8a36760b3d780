package io.holdfast.cli.selection;

import io.holdfast.browse.SnapshotName;
import io.holdfast.browse.SnapshotTree;
import io.holdfast.cli.output.Output;
import io.holdfast.repository.OpenRepository;
import io.holdfast.snapshot.SnapshotFilter;
import io.holdfast.snapshot.SnapshotListing;
import io.holdfast.snapshot.StoredSnapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which snapshots a command is about, where none is named by its id. */
public final class SnapshotChoice {
    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "Of several snapshots, only those of this host; may be repeated. Default: $RESTIC_HOST.")
    private List<String> hosts = List.of();

    @Option(
            names = "--tag",
            paramLabel = "TAG[,TAG...]",
            description = "Only those with all these tags; repeated, with those of one list. '' means without any.")
    private List<String> tags = List.of();

    @Option(
            names = "--path",
            paramLabel = "PATH",
            description = "Only those of this path; repeated, of all these paths.")
    private List<String> paths = List.of();

    /** Whether the line says which snapshots are meant. */
    public boolean isNarrowed() {
        return !hosts.isEmpty() || !tags.isEmpty() || !paths.isEmpty();
    }

    /**
     * The snapshots of these names, or all that are chosen where there is no name, oldest first; of those that cannot be read
     * the output is told.
     */
    public List<StoredSnapshot> among(
            OpenRepository repository, List<String> names, Map<String, String> variables, Output output) {
        SnapshotFilter filter = filter(variables);
        if (!names.isEmpty()) {
            return names.stream()
                    .map(name -> repository.snapshot(name, filter))
                    .distinct()
                    .sorted(Comparator.comparing(stored -> stored.snapshot().time()))
                    .toList();
        }
        SnapshotListing listing = repository.listSnapshots();
        listing.damaged()
                .forEach(damage -> output.trouble("snapshots", String.valueOf(damage.getMessage()), "list", false));
        return listing.snapshots().stream()
                .filter(stored -> filter.matches(stored.snapshot()))
                .toList();
    }

    /** The snapshot of this name, or a directory in it; the output is told where it is an unfinished one. */
    public SnapshotTree tree(
            OpenRepository repository, SnapshotName name, Map<String, String> variables, Output output) {
        SnapshotTree tree = SnapshotTree.find(repository, name, filter(variables));
        if (tree.stored().snapshot().isUnfinished()) {
            output.warning("snapshot " + tree.stored().id().toShortHex()
                    + " holds only what an interrupted backup had stored: files and directories are missing");
        }
        return tree;
    }

    public SnapshotFilter filter(Map<String, String> variables) {
        List<String> ofHosts = hosts.isEmpty()
                ? Optional.ofNullable(variables.get("RESTIC_HOST")).filter(host -> !host.isEmpty()).stream()
                        .toList()
                : hosts;
        return new SnapshotFilter(ofHosts, tags.stream().map(TagList::parse).toList(), paths);
    }
}
