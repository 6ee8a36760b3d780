package io.holdfast.objectstore;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Our credentials as the SDK asks for them. */
sealed interface S3Identity extends AwsCredentialsProvider, AutoCloseable {
    static S3Identity of(StoreCredentials credentials) {
        return switch (credentials) {
            case StoreCredentials.AccessKey key -> new Given(sdkCredentials(key));
            case StoreCredentials.Ambient _ ->
                new Machine(DefaultCredentialsProvider.builder().build());
        };
    }

    @Override
    void close();

    /** Credentials that we were given. */
    record Given(AwsCredentials resolveCredentials) implements S3Identity {
        @Override
        public void close() {
            // Nothing was opened.
        }
    }

    /** What the environment, a file of the user or the machine's role gives. */
    record Machine(DefaultCredentialsProvider chain) implements S3Identity {
        @Override
        public AwsCredentials resolveCredentials() {
            try {
                return chain.resolveCredentials();
            } catch (SdkClientException e) {
                throw new BackupException(
                        FailureKind.ACCESS_DENIED,
                        "there are no S3 credentials: give an access key (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY,"
                                + " or a credentials file), or run where the machine has a role",
                        e);
            }
        }

        @Override
        public void close() {
            chain.close();
        }
    }

    private static AwsCredentials sdkCredentials(StoreCredentials.AccessKey key) {
        return key.sessionToken()
                .<AwsCredentials>map(
                        token -> AwsSessionCredentials.create(key.accessKeyId(), key.secretAccessKey(), token))
                .orElseGet(() -> AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    }
}
