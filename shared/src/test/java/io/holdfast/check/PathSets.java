package io.holdfast.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.failure.BackupException;
import io.holdfast.linux.TreeRoot;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.TestRepositories;
import io.holdfast.restore.RestoreListener;
import io.holdfast.restore.Restorer;
import io.holdfast.task.VolumeTaskOutcome.FileTrouble;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.StoredFile;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Harmed paths of snapshots, each with its snapshot's id before it, and without what lies below another one of them. */
final class PathSets {
    private PathSets() {}

    /** What a check says that all its errors harm. All paths must be named. */
    static Set<String> said(CheckReport report) {
        return said(report, report.errors());
    }

    /** What it says that these of its errors harm. */
    static Set<String> said(CheckReport report, List<CheckFinding> errors) {
        Set<String> said = new TreeSet<>();
        for (CheckFinding finding : errors) {
            Harm harm = finding.harm();
            assertThat(harm.paths())
                    .as(finding.describe())
                    .doesNotHaveDuplicates()
                    .hasSize((int) harm.pathCount());
            assertThat(harm.paths().stream().map(HarmedPath::snapshot).distinct())
                    .as(finding.describe())
                    .containsExactlyInAnyOrderElementsOf(harm.snapshots());
            assertThat(report.harmedSnapshots()).containsAll(harm.snapshots());
            harm.paths().forEach(path -> said.add(path.snapshot().toHex() + path.path()));
        }
        return topmost(said);
    }

    /** What cannot be restored into the folder. */
    static Set<String> lost(OpenRepository open, Path folder) {
        Set<String> lost = new TreeSet<>();
        for (StoredFile file : open.files().list(FileKind.SNAPSHOT)) {
            String id = file.id().toHex();
            try (TreeRoot target = TreeRoot.make(folder.resolve(id))) {
                Queue<String> troubles = new ConcurrentLinkedQueue<>();
                var _ = new Restorer(open.index(), TestRepositories.limits())
                        .restore(open.snapshot(id).snapshot().tree(), target, new RestoreListener() {
                            @Override
                            public void trouble(FileTrouble trouble) {
                                troubles.add(trouble.path());
                            }
                        });
                troubles.forEach(path -> SampleRepository.namesOf(path).forEach(each -> lost.add(id + "/" + each)));
            } catch (BackupException e) {
                lost.add(id + "/");
            }
        }
        return topmost(lost);
    }

    /** In this order, what lies below a directory follows it. */
    private static Set<String> topmost(Set<String> paths) {
        Set<String> topmost = new TreeSet<>();
        String last = "";
        for (String path : paths.stream()
                .sorted(Comparator.comparing(path -> path.replace('/', '\0')))
                .collect(Collectors.toList())) {
            if (last.isEmpty() || !path.startsWith(last.endsWith("/") ? last : last + "/")) {
                topmost.add(path);
                last = path;
            }
        }
        return topmost;
    }
}
