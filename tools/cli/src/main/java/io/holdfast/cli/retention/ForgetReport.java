package io.holdfast.cli.retention;

import io.holdfast.blob.FileId;
import io.holdfast.cli.output.CountText;
import io.holdfast.cli.output.Output;
import io.holdfast.cli.output.RowOutput;
import io.holdfast.cli.output.TimeText;
import io.holdfast.cli.selection.SnapshotView;
import io.holdfast.retention.ForgetPlan;
import io.holdfast.retention.SnapshotGroup;
import io.holdfast.snapshot.SnapshotFilter;
import io.holdfast.snapshot.StoredSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a {@code forget} keeps and removes, for people and for programs. */
final class ForgetReport {
    private final RowOutput rows;
    private final Output output;
    private final boolean dryRun;
    private final List<String> removed = new ArrayList<>();
    private Optional<String> nothingMatches = Optional.empty();
    private long kept;

    private record Group(
            String messageType,
            String host,
            List<String> paths,
            List<String> tags,
            List<SnapshotView> keep,
            List<SnapshotView> remove,
            List<Reason> reasons) {}

    private record Reason(String snapshot, List<String> matches) {}

    private record Summary(String messageType, boolean dryRun, long kept, List<String> removed) {}

    ForgetReport(RowOutput rows, Output output, boolean dryRun) {
        this.rows = rows;
        this.output = output;
        this.dryRun = dryRun;
    }

    /** For people. */
    static String name(SnapshotGroup group) {
        List<String> parts = new ArrayList<>();
        if (!group.hostname().isEmpty()) {
            parts.add("host " + group.hostname());
        }
        if (!group.paths().isEmpty()) {
            parts.add("paths " + String.join(" ", group.paths()));
        }
        if (!group.tags().isEmpty()) {
            parts.add("tags " + String.join(",", group.tags()));
        }
        return parts.isEmpty() ? "the repository" : String.join(", ", parts);
    }

    void nothingMatches(SnapshotFilter filter) {
        nothingMatches = Optional.of(
                filter.isAll()
                        ? "there is no snapshot in the repository, so nothing is removed"
                        : "no snapshot has " + filter + ", so nothing is removed; see what `repo snapshots` lists");
    }

    void group(ForgetPlan plan) {
        kept += plan.keep().size();
        rows.add(() -> text(plan), () -> json(plan));
    }

    private static String text(ForgetPlan plan) {
        List<String> lines = new ArrayList<>(List.of(name(plan.group()) + ":"));
        plan.keep().forEach(each -> lines.add(row("keep", each.snapshot(), String.join(", ", each.reasons()))));
        plan.remove().forEach(stored -> lines.add(row("remove", stored, "")));
        return String.join("\n", lines);
    }

    private static String row(String fate, StoredSnapshot stored, String reasons) {
        return "%-6s  %-8s  %-25s  %s"
                .formatted(
                        fate,
                        stored.id().toShortHex(),
                        TimeText.of(stored.snapshot().time()),
                        reasons)
                .stripTrailing();
    }

    private static Group json(ForgetPlan plan) {
        return new Group(
                "group",
                plan.group().hostname(),
                plan.group().paths(),
                plan.group().tags(),
                plan.keep().stream()
                        .map(each -> SnapshotView.of(each.snapshot()))
                        .toList(),
                plan.remove().stream().map(SnapshotView::of).toList(),
                plan.keep().stream()
                        .map(each -> new Reason(each.snapshot().id().toHex(), each.reasons()))
                        .toList());
    }

    void removed(FileId id) {
        removed.add(id.toHex());
    }

    void end() {
        output.result(nothingMatches.orElseGet(this::text), new Summary("summary", dryRun, kept, removed));
    }

    private String text() {
        String count = CountText.of(removed.size(), "snapshot");
        if (dryRun) {
            return count + " would be removed";
        }
        return removed.isEmpty()
                ? count + " removed"
                : count + " removed; run restic prune to free the space of what nothing refers to any more";
    }
}
