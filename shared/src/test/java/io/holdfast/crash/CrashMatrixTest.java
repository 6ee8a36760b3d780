package io.holdfast.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.foreign.Restic;
import io.holdfast.objectstore.MemoryObjectStore;
import io.holdfast.objectstore.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process stops at its N-th call to the store or to the kernel, for every N until it comes to its end. After each stop the
 * repository is sound, the work done again completes, and what it restores is the source. restic has the last word on each
 * kind of state that a stop leaves: so many files of each kind; states of one kind differ in random bytes only. Seen to fail
 * with the wait for uploads left out of {@code BlobSaver.flush}.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(900)
class CrashMatrixTest {
    private static final int POINTS_AT_LEAST = 1_000;

    private Path folder = Path.of("");
    private Path source = Path.of("");
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private int points;
    private int judged;

    @BeforeAll
    void prepare(@TempDir Path temporary) throws IOException {
        folder = temporary;
        source = Files.createDirectory(folder.resolve("source"));
        VariedTree.fill(source);
    }

    @AfterAll
    void countPoints() {
        System.out.printf("%d stops, restic judged %d kinds of states%n", points, judged);
        assertThat(points).isGreaterThanOrEqualTo(POINTS_AT_LEAST);
    }

    @Test
    void shouldSurviveAnyStopOfABackup() {
        stopEverywhere(MemoryObjectStore::new, store -> new VolumeProcess(store).backUp(source), this::mustGoOn);
    }

    @Test
    void shouldSurviveAnyStopOfASecondBackup() throws IOException {
        MemoryObjectStore first = backedUp();
        VariedTree.change(source);
        stopEverywhere(first::copy, store -> new VolumeProcess(store).backUp(source), this::mustGoOn);
    }

    @Test
    void shouldSurviveAnyStopOfARestore() {
        MemoryObjectStore store = backedUp();
        Path target = folder.resolve("target");
        stopEverywhere(
                store::copy,
                used -> {
                    var _ = new VolumeProcess(used).restore(target);
                },
                used -> {
                    mustRestore(used, target);
                    Trees.delete(target);
                });
    }

    @Test
    void shouldSurviveAnyStopOfACheck() {
        MemoryObjectStore store = backedUp();
        stopEverywhere(
                store::copy,
                used -> assertThat(new VolumeProcess(used).check().errors()).isEmpty(),
                used -> assertThat(new VolumeProcess(used).check().errors()).isEmpty());
    }

    private MemoryObjectStore backedUp() {
        MemoryObjectStore store = new MemoryObjectStore();
        new VolumeProcess(store).backUp(source);
        return store;
    }

    private void stopEverywhere(
            Supplier<MemoryObjectStore> begin, Consumer<ObjectStore> process, Consumer<MemoryObjectStore> afterwards) {
        for (Layer layer : Layer.values()) {
            boolean stopped = true;
            for (int at = 1; stopped; at++) {
                MemoryObjectStore store = begin.get();
                stopped = runUntil(at, layer, store, process);
                points++;
                String where = layer + " call " + at;
                try {
                    mustBeSound(store);
                    afterwards.accept(store);
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("after a stop at " + where, e);
                }
            }
        }
    }

    /** Whether it was stopped before its end. */
    private static boolean runUntil(int at, Layer layer, MemoryObjectStore store, Consumer<ObjectStore> process) {
        Countdown countdown = new Countdown(at, () -> {
            throw new ProcessStopped();
        });
        try {
            layer.run(countdown, store, process);
        } catch (RuntimeException | Error e) {
            if (!countdown.hasStopped()) {
                throw e;
            }
        }
        return countdown.hasStopped();
    }

    /** By our own check, every time; by restic's, once for each kind of state. */
    private void mustBeSound(MemoryObjectStore store) {
        if (!store.keys().contains("config")) {
            return; // The repository has not been made yet.
        }
        assertThat(new VolumeProcess(store.copy()).check().errors()).isEmpty();
        if (seen.add(kindOfState(store))) {
            judged++;
            Path copy = folder.resolve("judged-" + judged);
            try {
                store.writeTo(copy);
            } catch (IOException e) {
                throw new AssertionError("cannot write a copy for restic", e);
            }
            String _ = new Restic(copy, folder.resolve("scratch")).run("check", "--no-lock", "--read-data");
            Trees.delete(copy);
        }
    }

    private static String kindOfState(MemoryObjectStore store) {
        Map<String, Long> kinds = store.keys().stream()
                .collect(
                        Collectors.groupingBy(key -> key.replaceFirst("/.*", ""), TreeMap::new, Collectors.counting()));
        return kinds.toString();
    }

    private void mustGoOn(MemoryObjectStore store) {
        new VolumeProcess(store).backUp(source);
        Path target = folder.resolve("restored");
        mustRestore(store, target);
        Trees.delete(target);
    }

    private void mustRestore(MemoryObjectStore store, Path target) {
        assertThat(new VolumeProcess(store).restore(target).troubles()).isEmpty();
        Trees.mustBeEqual(target, source);
    }
}
