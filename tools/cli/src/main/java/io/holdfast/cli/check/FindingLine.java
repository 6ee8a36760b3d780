package io.holdfast.cli.check;

import io.holdfast.blob.FileId;
import io.holdfast.check.CheckFinding;
import java.util.List;

/**
 * A finding of a check for programs.
 *
 * @param weight {@code error} or {@code hint}
 * @param snapshots all that are harmed, newest first
 * @param harmedPaths how many paths, each counted in each snapshot; {@code paths} names the first
 */
record FindingLine(
        String messageType,
        String weight,
        String item,
        String message,
        String remedy,
        List<String> snapshots,
        long harmedPaths,
        List<Path> paths) {
    record Path(String snapshot, String path) {}

    static FindingLine of(String weight, CheckFinding finding) {
        return new FindingLine(
                "finding",
                weight,
                finding.object(),
                finding.problem(),
                finding.remedy(),
                finding.harm().snapshots().stream().map(FileId::toHex).toList(),
                finding.harm().pathCount(),
                finding.harm().paths().stream()
                        .map(path -> new Path(path.snapshot().toHex(), path.path()))
                        .toList());
    }
}
