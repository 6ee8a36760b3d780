package io.holdfast.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.net.SocketException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

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

    @ParameterizedTest
    @ValueSource(strings = {"BadDigest", "IncompleteBody", "XAmzContentSHA256Mismatch", "RequestTimeout"})
    void shouldSendAgainWhatWasDamagedOnTheWay(String code) {
        BackupException failure = failures.of("write", "key", refusal(code));
        assertThat(failure.isTransient()).isTrue();
        assertThat(failure).hasMessageContainingAll("write", "key", "the store", code);
    }

    @Test
    void shouldNotSendAgainWhatTheServerDoesNotTake() {
        assertThat(failures.of("write", "key", refusal("InvalidArgument")).isTransient())
                .isFalse();
    }

    private static AwsServiceException refusal(String code) {
        return S3Exception.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
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
