package io.holdfast.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.net.SocketException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class S3FailuresTest {
    private final S3Failures failures = new S3Failures("the store", "bucket");

    @Test
    void shouldTryAgainWhereTheNetworkFailed() {
        BackupException failure =
                failures.of("read", "key", SdkClientException.create("reset", new SocketException("reset")));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
        assertThat(failures.of("read", "key", new SocketException("reset")).isTransient())
                .isTrue();
    }

    @Test
    void shouldNotTryADefectAgain() {
        BackupException failure = failures.of("read", "key", new IllegalStateException("no such state"));
        assertThat(failure.kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(failure.isTransient()).isFalse();
        assertThat(failure).hasMessageContainingAll("read", "key", "the store", "no such state");
    }

    @Test
    void shouldThrowErrorsOn() {
        Error error = new OutOfMemoryError("heap");
        assertThatThrownBy(() -> failures.of("read", "key", error)).isSameAs(error);
        assertThatThrownBy(() -> failures.of("read", "key", new CompletionException(error)))
                .isSameAs(error);
        assertThatThrownBy(() -> failures.of("read", "key", SdkClientException.create("wrapped", error)))
                .isSameAs(error);
    }
}
