package io.holdfast.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long an upload in parts may take. */
class S3UploadTest {
    private static final Duration LONGEST_TRY = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    @Test
    void shouldGiveEachPartTheTimeOfOneTry() throws Exception {
        try (SlowS3 server = new SlowS3(() -> Thread.sleep(LONGEST_TRY.dividedBy(3)));
                ObjectStore store = open(server)) {
            store.put("large", fourParts());
            assertThat(server.requests()).containsExactly("begin", "part", "part", "part", "part", "complete");
        }
    }

    @Test
    void shouldGiveUpAPartThatIsNotTakenAndEndTheUpload() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (SlowS3 server = new SlowS3(never::await);
                ObjectStore store = open(server)) {
            assertThatThrownBy(() -> store.put("large", fourParts()))
                    .isInstanceOfSatisfying(BackupException.class, e -> {
                        assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE);
                        assertThat(e).hasMessageContainingAll("write", "large", "not done after 2 seconds");
                    });
            assertThat(server.requests()).containsExactly("begin", "abort");
        }
    }

    /** An interrupt reaches the part that is on its way, and leaves nothing behind either. */
    @Test
    void shouldEndTheUploadWhenInterrupted() throws Exception {
        Thread caller = Thread.currentThread();
        CountDownLatch never = new CountDownLatch(1);
        try (SlowS3 server = new SlowS3(() -> {
                    caller.interrupt();
                    never.await();
                });
                ObjectStore store = open(server)) {
            assertThatThrownBy(() -> store.put("large", fourParts()))
                    .isInstanceOfSatisfying(
                            BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CANCELLED));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(server.requests()).containsExactly("begin", "abort");
        }
    }

    private ObjectContent fourParts() throws IOException {
        Path file = folder.resolve("large");
        try (var created = Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            created.position(3L * S3Upload.PART);
            created.write(ByteBuffer.wrap(new byte[1]));
        }
        return new ObjectContent.File(file);
    }

    private static ObjectStore open(SlowS3 server) {
        Retries once = new Retries(Duration.ZERO, () -> 0, _ -> {}, new Random(1));
        S3Connection connection = S3Connection.open(server.location(), S3Server.CREDENTIALS, Clock.systemUTC());
        return new S3ObjectStore(server.location(), connection, once, LONGEST_TRY);
    }
}
