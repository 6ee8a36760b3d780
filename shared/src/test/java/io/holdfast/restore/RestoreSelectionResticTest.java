package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.foreign.Restic;
import io.holdfast.foreign.TreeFacts;
import io.holdfast.linux.TreeRoot;
import io.holdfast.pattern.PathPatterns;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.TestRepositories;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random patterns on a random tree select what restic selects by them, directories on the way and their metadata included. */
class RestoreSelectionResticTest {
    private static final long SEED = 20261122;
    private static final int ROUNDS = 16;
    private static final List<String> NAMES = List.of("a", "b", "ab", "B", "c.txt", "d.txt", "[x]", "ü");
    private static final List<String> PARTS =
            List.of("a", "b", "ab", "?", "*", "*b", "a*", "[ab]", "[^a]*", "*.txt", "\\[x\\]", "ü", "b", "a");

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    /** The options of a restore: a list of patterns of one kind, and whether the case of letters matters. */
    private record Options(boolean include, boolean ignoringCase, List<String> patterns) {
        List<String> asArguments() {
            String option = (ignoringCase ? "--i" : "--") + (include ? "include" : "exclude");
            return patterns.stream().map(pattern -> option + "=" + pattern).toList();
        }

        RestoreSelection selection() {
            PathPatterns list = ignoringCase ? PathPatterns.ignoringCase(patterns) : PathPatterns.of(patterns);
            return include
                    ? RestoreSelection.of(List.of(list), List.of())
                    : RestoreSelection.of(List.of(), List.of(list));
        }
    }

    @BeforeAll
    static void backUp() throws Exception {
        Path source = Files.createDirectory(shared.resolve("source"));
        fill(source, new Random(SEED), 3);
        try (OpenRepository _ =
                TestRepositories.openOrCreate(TestRepositories.directory(shared.resolve("repository")))) {
            restic().backUp(source);
        }
    }

    @Test
    void shouldRestoreWhatResticRestores() throws Exception {
        Random random = new Random(SEED + 1);
        int all = TreeFacts.of(shared.resolve("source")).size();
        int partial = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Options options = new Options(round % 3 != 0, round % 4 == 3, patterns(random));
            SortedMap<String, String> theirs = restoredByRestic(options, "theirs-" + round);
            assertThat(restored(options.selection()))
                    .as("seed %d, round %d, %s", SEED, round, options)
                    .isEqualTo(theirs);
            partial += theirs.isEmpty() || theirs.size() == all ? 0 : 1;
        }
        assertThat(partial).as("rounds that tell something").isGreaterThan(ROUNDS * 2 / 3);
    }

    private SortedMap<String, String> restoredByRestic(Options options, String name) throws Exception {
        Path target = Files.createDirectory(folder.resolve(name));
        List<String> command =
                new ArrayList<>(List.of("restore", "latest", "--no-lock", "--target", target.toString()));
        command.addAll(options.asArguments());
        String _ = restic().run(command.toArray(String[]::new));
        return TreeFacts.of(target);
    }

    /** Facts of what our restore makes; none where it finds nothing to restore. */
    private SortedMap<String, String> restored(RestoreSelection selection) throws Exception {
        Path ours = Files.createTempDirectory(folder, "ours");
        try (OpenRepository repository = BackedUpSample.open(shared.resolve("repository"));
                TreeRoot target = TreeRoot.open(ours)) {
            RestoreReport report = new Restorer(repository.index(), DataPathLimits.of(4, 2, 64 << 20))
                    .restore(BackedUpSample.rootTree(repository), selection, target, RestoreListener.NONE);
            assertThat(report.troubles()).isEmpty();
            return TreeFacts.of(ours);
        } catch (BackupException e) {
            assertThat(e.kind()).isEqualTo(FailureKind.NOT_FOUND);
            assertThat(ours).isEmptyDirectory();
            return new TreeMap<>();
        }
    }

    private static Restic restic() {
        return new Restic(shared.resolve("repository"), shared.resolve("scratch"));
    }

    private static void fill(Path directory, Random random, int levels) throws Exception {
        for (String name : NAMES) {
            Path entry = directory.resolve(name);
            int kind = random.nextInt(10);
            if (kind < 5 && levels > 0) {
                fill(Files.createDirectory(entry), random, levels - 1);
            } else if (kind < 8) {
                Files.writeString(entry, "content of " + name + levels);
            } else if (kind < 9) {
                Files.createSymbolicLink(entry, Path.of("a"));
            }
        }
        Files.setLastModifiedTime(directory, FileTime.fromMillis(random.nextInt(1_000_000_000)));
    }

    private static List<String> patterns(Random random) {
        List<String> patterns = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            StringBuilder pattern = new StringBuilder(i > 0 && random.nextInt(4) == 0 ? "!" : "");
            pattern.append(random.nextBoolean() ? "/" : "");
            int parts = 1 + random.nextInt(3);
            int anyDepth = random.nextInt(3) == 0 ? random.nextInt(parts) : -1;
            for (int part = 0; part < parts; part++) {
                pattern.append(part == 0 ? "" : "/")
                        .append(part == anyDepth ? "**" : PARTS.get(random.nextInt(PARTS.size())));
            }
            patterns.add(pattern.toString());
        }
        return patterns;
    }
}
