package io.holdfast.repository;

import static io.holdfast.repository.RepositoryLockTest.IDLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.foreign.Restic;
import io.holdfast.objectstore.MemoryObjectStore;
import io.holdfast.objectstore.ObjectStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever comes while somebody else excludes him. */
@Timeout(180)
class LockWaitTest {
    private static final LockOwner NODE = new LockOwner("holdfast-node", "second");
    private static final LockOwner OTHER = new LockOwner("other-node", "x");

    private final OpenRepository repository = TestRepositories.openOrCreate(new MemoryObjectStore());

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void shouldWaitForWhoeverExcludesItAndNameHim() throws Exception {
        RepositoryLock alone = repository.lock(OTHER, LockMode.EXCLUSIVE, IDLE);
        CompletableFuture<String> told = new CompletableFuture<>();
        CompletableFuture<RepositoryLock> taken = new CompletableFuture<>();
        Thread task = Thread.startVirtualThread(
                () -> taken.complete(repository.lock(NODE, LockMode.SHARED, waiting(told::complete), IDLE)));
        assertThat(told.get(1, TimeUnit.MINUTES))
                .startsWith("The repository is locked exclusively by x on other-node (process ")
                .contains(Long.toString(ProcessHandle.current().pid()), "since ");
        assertThat(taken).isNotDone();
        alone.close();
        try (RepositoryLock lock = taken.get(1, TimeUnit.MINUTES)) {
            lock.ensureHeld();
        }
        task.join();
    }

    @Test
    void shouldWaitNoLongerThanItIsToldTo() {
        try (RepositoryLock _ = repository.lock(OTHER, LockMode.EXCLUSIVE, IDLE)) {
            AtomicInteger told = new AtomicInteger();
            LockWait wait = new LockWait(Duration.ofMillis(300), _ -> told.incrementAndGet());
            assertThatThrownBy(() -> repository.lock(NODE, LockMode.SHARED, wait, IDLE))
                    .isInstanceOfSatisfying(
                            BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.LOCKED))
                    .hasMessageContainingAll("x on other-node", "still", "unlock");
            assertThat(told).hasValue(1);
            assertThat(repository.locks().list().locks()).hasSize(1);
        }
    }

    @Test
    void shouldEndTheWaitOfACancelledTask() throws Exception {
        try (RepositoryLock _ = repository.lock(OTHER, LockMode.EXCLUSIVE, IDLE)) {
            CompletableFuture<String> told = new CompletableFuture<>();
            AtomicReference<Throwable> end = new AtomicReference<>();
            Thread task = Thread.startVirtualThread(() -> end.set(
                    catchThrowable(() -> repository.lock(NODE, LockMode.SHARED, waiting(told::complete), IDLE))));
            String _ = told.get(1, TimeUnit.MINUTES);
            task.interrupt();
            task.join();
            assertThat(end.get())
                    .isInstanceOfSatisfying(
                            BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CANCELLED));
            assertThat(repository.locks().list().locks()).hasSize(1);
        }
    }

    /** It holds its lock while it waits for the new password. */
    @Test
    void shouldWaitForAResticThatIsAlone(@TempDir Path folder) throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        try (ObjectStore directory = TestRepositories.directory(folder.resolve("repository"));
                OpenRepository opened = TestRepositories.openOrCreate(directory)) {
            Process restic = new Restic(folder.resolve("repository"), folder.resolve("restic"))
                    .start("key", "passwd", "--new-password-file", pipe.toString());
            try {
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> !opened.locks().list().locks().isEmpty());
                CompletableFuture<String> told = new CompletableFuture<>();
                CompletableFuture<RepositoryLock> taken = new CompletableFuture<>();
                Thread task = Thread.startVirtualThread(
                        () -> taken.complete(opened.lock(NODE, LockMode.SHARED, waiting(told::complete), IDLE)));
                assertThat(told.get(1, TimeUnit.MINUTES))
                        .contains("locked exclusively by ", "(process " + restic.pid() + ", since ");
                Files.writeString(pipe, "another password\n");
                assertThat(restic.waitFor()).isZero();
                try (RepositoryLock lock = taken.get(1, TimeUnit.MINUTES)) {
                    lock.ensureHeld();
                }
                task.join();
            } finally {
                restic.destroyForcibly();
            }
        }
    }

    private static LockWait waiting(Consumer<String> told) {
        return new LockWait(Duration.ofMinutes(1), told);
    }
}
