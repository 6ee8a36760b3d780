package io.holdfast.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.crash.VolumeProcessMain.Operation;
import io.holdfast.foreign.Restic;
import io.holdfast.objectstore.MemoryObjectStore;
import io.holdfast.repository.TestRepositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The crash matrix by real {@code kill -9} of real processes on a real directory, at places drawn by lot. Seen to fail with the
 * wait for uploads left out of {@code BlobSaver.flush}.
 */
@Timeout(900)
class KilledProcessTest {
    private static final int KILLS = 50;
    private static final int SIGKILLED = 128 + 9;

    @TempDir
    private Path folder;

    private Path source = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        source = Files.createDirectory(folder.resolve("source"));
        VariedTree.fill(source);
    }

    @Test
    void shouldSurviveBeingKilledAnywhere() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int killed = 0;
        // How many calls a run makes differs by a few, so some come to their end before the one that was drawn.
        for (int i = 0; i < 2 * KILLS && killed < KILLS; i++) {
            Operation operation = oneOf(random, List.of(Operation.values()));
            Layer layer = oneOf(random, List.of(Layer.values()));
            boolean again = operation != Operation.BACKUP || random.nextBoolean();
            Path repository = Files.createDirectory(folder.resolve("repository" + i));
            Path target = folder.resolve("target" + i);
            int at = 1 + random.nextInt(Math.max(1, callsOf(operation, layer, again)));
            if (again) {
                backedUp().writeTo(repository);
            }
            killed += run(operation, layer, at, repository, operation == Operation.BACKUP ? source : target) ? 1 : 0;
            try {
                mustGoOn(repository, target, operation);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + ", after a kill of " + operation + " at " + layer + " call " + at, e);
            }
            Trees.delete(repository);
            Trees.delete(target);
        }
        assertThat(killed).as("processes that came to the call").isEqualTo(KILLS);
    }

    private static <T> T oneOf(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private MemoryObjectStore backedUp() {
        MemoryObjectStore store = new MemoryObjectStore();
        new VolumeProcess(store).backUp(source);
        return store;
    }

    /** How many calls it makes undisturbed. */
    private int callsOf(Operation operation, Layer layer, boolean again) throws IOException {
        Countdown countdown = Countdown.never();
        Path target = folder.resolve("counted");
        layer.run(
                countdown,
                again ? backedUp() : new MemoryObjectStore(),
                operation.on(operation == Operation.BACKUP ? source : target));
        if (Files.exists(target)) {
            Trees.delete(target);
        }
        return countdown.calls();
    }

    /** Whether it was killed; otherwise it must have come to its end. */
    private boolean run(Operation operation, Layer layer, int at, Path repository, Path tree) throws Exception {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        VolumeProcessMain.class.getName(),
                        operation.name(),
                        layer.name(),
                        Integer.toString(at),
                        repository.toString(),
                        tree.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it hangs").isTrue();
        assertThat(process.exitValue()).as(() -> read(log)).isIn(SIGKILLED, 0);
        return process.exitValue() == SIGKILLED;
    }

    private void mustGoOn(Path repository, Path target, Operation operation) {
        if (Files.exists(repository.resolve("config"))) {
            String _ = new Restic(repository, folder.resolve("scratch")).run("check", "--no-lock", "--read-data");
        }
        VolumeProcess next = new VolumeProcess(TestRepositories.directory(repository));
        if (operation == Operation.BACKUP) {
            next.backUp(source);
        }
        assertThat(next.check().errors()).isEmpty();
        assertThat(next.restore(target).troubles()).isEmpty();
        Trees.mustBeEqual(target, source);
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "its log cannot be read: " + e;
        }
    }
}
