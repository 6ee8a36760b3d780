package io.holdfast.snapshot;

import java.util.ArrayList;
import java.util.List;

/**
 * Which snapshots are meant: those of one of the hosts, that have all tags of one of the lists, and all of the paths. An empty
 * list says nothing; the tag {@code ""} stands for having none.
 */
public record SnapshotFilter(List<String> hosts, List<List<String>> tags, List<String> paths) {
    public static final SnapshotFilter ALL = new SnapshotFilter(List.of(), List.of(), List.of());

    public SnapshotFilter {
        hosts = List.copyOf(hosts);
        tags = tags.stream().map(List::copyOf).toList();
        paths = List.copyOf(paths);
    }

    public boolean isAll() {
        return hosts.isEmpty() && tags.isEmpty() && paths.isEmpty();
    }

    public boolean matches(Snapshot snapshot) {
        return (hosts.isEmpty() || hosts.contains(snapshot.hostname()))
                && (tags.isEmpty() || tags.stream().anyMatch(snapshot::hasTags))
                && snapshot.paths().containsAll(paths);
    }

    /** What it asks for, for people, such as {@code host a, path /srv}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (!hosts.isEmpty()) {
            parts.add("host " + String.join(" or ", hosts));
        }
        if (!tags.isEmpty()) {
            parts.add("tags "
                    + String.join(
                            " or ",
                            tags.stream().map(list -> String.join(",", list)).toList()));
        }
        if (!paths.isEmpty()) {
            parts.add("path " + String.join(" and ", paths));
        }
        return String.join(", ", parts);
    }
}
