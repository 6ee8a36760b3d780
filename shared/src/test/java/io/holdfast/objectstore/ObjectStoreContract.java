package io.holdfast.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Workers;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every object store keeps; a subclass gives one that is empty. */
abstract class ObjectStoreContract {
    abstract ObjectStore store();

    @Test
    void shouldGiveBackWhatWasPut() {
        store().put("keys/1a", ObjectContent.of("hello"));
        assertThat(store().get("keys/1a")).asString(UTF_8).isEqualTo("hello");
    }

    @Test
    void shouldPutBuffersOneAfterTheOtherWithoutMovingThem() {
        ByteBuffer first = ByteBuffer.wrap("xxone".getBytes(UTF_8)).position(2);
        ByteBuffer second =
                ByteBuffer.allocateDirect(4).put("two!".getBytes(UTF_8)).flip().limit(3);
        store().put("data/parts", new ObjectContent.Bytes(List.of(first, ByteBuffer.allocate(0), second)));
        assertThat(store().get("data/parts")).asString(UTF_8).isEqualTo("onetwo");
        assertThat(first.position()).isEqualTo(2);
        assertThat(second.position()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5_000_000, 17 << 20, 33 << 20})
    void shouldStoreAFileOfAnySize(int size, @TempDir Path folder) throws Exception {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        Path file = Files.write(folder.resolve("content"), bytes);
        store().put("backups/file", new ObjectContent.File(file));
        assertThat(store().get("backups/file")).isEqualTo(bytes);
        assertThat(store().stat("backups/file").orElseThrow().size()).isEqualTo(size);
    }

    @Test
    void shouldReplaceAnObject() {
        store().put("status", ObjectContent.of("a longer text"));
        store().put("status", ObjectContent.of("new"));
        assertThat(store().get("status")).asString(UTF_8).isEqualTo("new");
    }

    @Test
    void shouldCreateAnObjectOnce() {
        assertThat(store().putIfAbsent("config", ObjectContent.of("first"))).isTrue();
        assertThat(store().putIfAbsent("config", ObjectContent.of("second"))).isFalse();
        assertThat(store().get("config")).asString(UTF_8).isEqualTo("first");
    }

    @Test
    void shouldLetOneOfManyCreatorsWin() throws Exception {
        AtomicInteger winners = new AtomicInteger();
        try (TaskGroup group = new TaskGroup(Workers.virtualThreads("creator"))) {
            for (int i = 0; i < 8; i++) {
                String text = "creator " + i;
                group.fork(() -> {
                    if (createWithoutConflict(text)) {
                        winners.incrementAndGet();
                    }
                });
            }
            group.join();
        }
        assertThat(winners.get()).isOne();
        assertThat(store().get("race/config")).asString(UTF_8).startsWith("creator");
    }

    /** S3 may answer a race with "conflict, try again", which is for the retrying store to do. */
    private boolean createWithoutConflict(String text) {
        while (true) {
            try {
                return store().putIfAbsent("race/config", ObjectContent.of(text));
            } catch (BackupException e) {
                assertThat(e.isTransient()).as(e.getMessage()).isTrue();
            }
        }
    }

    @Test
    void shouldReadExactlyTheRange() {
        store().put("data/pack", ObjectContent.of("0123456789"));
        assertThat(store().getRange("data/pack", 3, 4)).asString(UTF_8).isEqualTo("3456");
        assertThat(store().getRange("data/pack", 9, 1)).asString(UTF_8).isEqualTo("9");
        assertThat(store().getRange("data/pack", 4, 0)).isEmpty();
    }

    /** As a damaged index might ask for. */
    @Test
    void shouldTakeNoMemoryForARangeThatIsNotThere() {
        store().put("data/short", ObjectContent.of("short"));
        assertFails(FailureKind.CORRUPT, "data/short", () -> store().getRange("data/short", 1, Integer.MAX_VALUE - 8));
    }

    @Test
    void shouldCallAnObjectCorruptThatIsShorterThanTheRange() {
        store().put("data/pack", ObjectContent.of("0123456789"));
        assertFails(FailureKind.CORRUPT, "data/pack", () -> store().getRange("data/pack", 8, 3));
        assertFails(FailureKind.CORRUPT, "data/pack", () -> store().getRange("data/pack", 100, 3));
    }

    @Test
    void shouldNameTheKeyThatIsMissing() {
        assertFails(FailureKind.NOT_FOUND, "data/none", () -> store().get("data/none"));
        assertFails(FailureKind.NOT_FOUND, "data/none", () -> store().getRange("data/none", 0, 1));
        assertThat(store().stat("data/none")).isEmpty();
    }

    @Test
    void shouldNotTakeADirectoryForAnObject() {
        store().put("data/1a/pack", ObjectContent.of("x"));
        assertThat(store().stat("data/1a")).isEmpty();
        assertFails(FailureKind.NOT_FOUND, "data/1a", () -> store().get("data/1a"));
        store().delete("data/1a");
        assertThat(store().stat("data/1a/pack")).isPresent();
    }

    @Test
    void shouldTellSizeAndTimeOfAnObject() {
        Instant before = Instant.now().minusSeconds(5);
        store().put("snapshots/s", ObjectContent.of("12345"));
        ObjectEntry entry = store().stat("snapshots/s").orElseThrow();
        assertThat(entry.key()).isEqualTo("snapshots/s");
        assertThat(entry.size()).isEqualTo(5);
        assertThat(entry.modified()).isBetween(before, Instant.now().plusSeconds(5));
    }

    @Test
    void shouldListAllKeysOfAPrefix() {
        List<String> keys = List.of("index/a", "index/b/c", "index2/d", "indexes", "snapshots/e");
        keys.forEach(key -> store().put(key, ObjectContent.of(key)));
        assertThat(list("index/")).containsExactlyInAnyOrder("index/a", "index/b/c");
        assertThat(list("index")).containsExactlyInAnyOrder("index/a", "index/b/c", "index2/d", "indexes");
        assertThat(list("")).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(list("none/")).isEmpty();
    }

    @Test
    void shouldListMoreThanOnePage() throws Exception {
        try (TaskGroup group = new TaskGroup(Workers.virtualThreads("put"))) {
            for (int i = 0; i < 1_100; i++) {
                String key = "many/" + i + "/object";
                group.fork(() -> store().put(key, ObjectContent.of("")));
            }
            group.join();
        }
        assertThat(list("many/")).hasSize(1_100).doesNotHaveDuplicates();
        List<String> directories = new ArrayList<>();
        store().listDirectories("many/", directories::add);
        assertThat(directories).hasSize(1_100).doesNotHaveDuplicates();
    }

    @Test
    void shouldListDirectoriesThatHoldObjects() {
        store().put("backups/one/velero-backup.json", ObjectContent.of("{}"));
        store().put("backups/one/logs", ObjectContent.of("{}"));
        store().put("backups/two/deep/er", ObjectContent.of("{}"));
        store().put("backups/file", ObjectContent.of("{}"));
        store().put("backups/gone/file", ObjectContent.of("{}"));
        store().delete("backups/gone/file");
        List<String> directories = new ArrayList<>();
        store().listDirectories("backups/", directories::add);
        assertThat(directories).containsExactlyInAnyOrder("one", "two");
        directories.clear();
        store().listDirectories("", directories::add);
        assertThat(directories).containsExactly("backups");
        directories.clear();
        store().listDirectories("none/", directories::add);
        assertThat(directories).isEmpty();
    }

    @Test
    void shouldDeleteAnObjectAndNotMindWhereThereIsNone() {
        store().put("locks/l", ObjectContent.of("x"));
        store().delete("locks/l");
        store().delete("locks/l");
        assertThat(store().stat("locks/l")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/etc/passwd", "../outside", "a/../../outside", "a//b", "a/./b", "a/", "..", "a\0b"})
    void shouldRefuseAKeyThatLeadsElsewhere(String key) {
        assertFails(FailureKind.INVALID_INPUT, "", () -> store().put(key, ObjectContent.of("x")));
        assertFails(FailureKind.INVALID_INPUT, "", () -> store().get(key));
        assertFails(FailureKind.INVALID_INPUT, "", () -> store().delete(key));
    }

    @Test
    void shouldKeepNamesWithUnusualCharacters() {
        String key = "backups/ä b+c%20&=?#'/ü.json";
        store().put(key, ObjectContent.of("x"));
        assertThat(list("backups/ä")).containsExactly(key);
        assertThat(store().get(key)).hasSize(1);
    }

    @Test
    void shouldEndWithCancelledWhenInterrupted() {
        store().put("data/pack", ObjectContent.of("0123456789"));
        Thread.currentThread().interrupt();
        try {
            assertFails(FailureKind.CANCELLED, "data/", () -> store().put("data/new", ObjectContent.of("x")));
            assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
            assertThat(store().stat("data/new")).isEmpty();
            Thread.currentThread().interrupt();
            assertFails(FailureKind.CANCELLED, "data/pack", () -> store().get("data/pack"));
        } finally {
            boolean _ = Thread.interrupted();
        }
    }

    @Test
    void shouldBlameTheContentWhereItsFileIsMissing(@TempDir Path folder) {
        ObjectContent vanished = new ObjectContent.File(folder.resolve("vanished"));
        assertFails(FailureKind.UNREADABLE, "vanished", () -> store().put("backups/file", vanished));
        assertThat(store().stat("backups/file")).isEmpty();
    }

    @Test
    void shouldSignLinksOrSayThatItCannot() {
        store().put("backups/log", ObjectContent.of("x"));
        Optional<URI> link = store().presignGet("backups/log", Duration.ofMinutes(1));
        assertThat(link.map(URI::getPath).orElse("/log")).endsWith("/log");
    }

    List<String> list(String prefix) {
        List<String> keys = new ArrayList<>();
        store().list(prefix, entry -> keys.add(entry.key()));
        return keys;
    }

    static void assertFails(FailureKind kind, String text, Runnable work) {
        assertThatThrownBy(work::run).isInstanceOfSatisfying(BackupException.class, e -> {
            assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind);
            assertThat(e).hasMessageContaining(text);
        });
    }
}
