package io.holdfast.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreAddressTest {
    private static final Map<String, String> NOTHING_SET = Map.of();

    @ParameterizedTest
    @ValueSource(strings = {"/backups/repo", "local:/backups/repo", "/backups/x/../repo"})
    void shouldReadADirectory(String text) {
        StoreAddress address = StoreAddress.parse(text, NOTHING_SET);
        assertThat(address.location()).isEqualTo(new StoreLocation.Directory(Path.of("/backups/repo")));
        assertThat(address.credentials()).isEqualTo(new StoreCredentials.Ambient());
    }

    @ParameterizedTest
    @CsvSource({
        "s3:http://127.0.0.1:7070/velero/restic/shop, http://127.0.0.1:7070, velero, restic/shop, us-east-1",
        "s3:https://minio.example.com/b, https://minio.example.com, b, '', us-east-1",
        "s3:minio.example.com/b/p/, https://minio.example.com, b, p, us-east-1",
        "s3://minio.example.com/b/p, https://minio.example.com, b, p, us-east-1",
        "s3:s3.amazonaws.com/b/p, , b, p, us-east-1",
        "s3:https://s3.eu-central-1.amazonaws.com/b, , b, '', eu-central-1",
    })
    void shouldReadABucketAsResticSpellsIt(String text, URI endpoint, String bucket, String prefix, String region) {
        StoreLocation.S3 location =
                (StoreLocation.S3) StoreAddress.parse(text, NOTHING_SET).location();
        assertThat(location.endpoint()).isEqualTo(Optional.ofNullable(endpoint));
        assertThat(location.bucket()).isEqualTo(bucket);
        assertThat(location.prefix()).isEqualTo(prefix);
        assertThat(location.region()).isEqualTo(region);
        assertThat(location.pathStyle()).isEqualTo(endpoint != null);
    }

    @Test
    void shouldTakeCredentialsAndRegionFromTheEnvironment() {
        StoreAddress address = StoreAddress.parse(
                "s3:http://host/b",
                Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "secret", "AWS_REGION", "eu-west-1"));
        assertThat(address.credentials()).isEqualTo(new StoreCredentials.AccessKey("id", "secret", Optional.empty()));
        assertThat(((StoreLocation.S3) address.location()).region()).isEqualTo("eu-west-1");
    }

    @Test
    void shouldRefuseHalfAKey() {
        ObjectStoreContract.assertFails(
                FailureKind.ACCESS_DENIED,
                "only one of them",
                () -> StoreAddress.parse("s3:http://host/b", Map.of("AWS_ACCESS_KEY_ID", "id")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "local:", "s3:", "s3:https://host", "s3:host/", "s3:https://ho st/b"})
    void shouldSayHowAPlaceIsSpelled(String text) {
        ObjectStoreContract.assertFails(
                FailureKind.INVALID_INPUT, "place of a repository", () -> StoreAddress.parse(text, NOTHING_SET));
    }

    /** Or data would lie in a directory of that name, and its owner would think it far away. */
    @ParameterizedTest
    @ValueSource(strings = {"sftp", "rest", "rclone", "b2", "azure", "gs", "swift"})
    void shouldNotTakeAPlaceElsewhereForADirectory(String scheme) {
        String text = scheme + ":https://id:hidden@host/b";
        assertThatThrownBy(() -> StoreAddress.parse(text, NOTHING_SET))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INVALID_INPUT))
                .hasMessageContainingAll("at " + scheme + ": are not served", "s3:https://", "./" + scheme + ":")
                .hasMessageNotContaining("hidden");
        assertThat(StoreAddress.parse("./" + scheme + ":b", NOTHING_SET).location())
                .isEqualTo(new StoreLocation.Directory(
                        Path.of(scheme + ":b").toAbsolutePath().normalize()));
    }

    @Test
    void shouldNotRepeatCredentialsInAMessage() {
        try {
            StoreAddress unexpected = StoreAddress.parse("s3:https://id:hidden@host/b", NOTHING_SET);
            throw new AssertionError(unexpected);
        } catch (BackupException e) {
            assertThat(e.getMessage()).doesNotContain("hidden").contains("AWS_ACCESS_KEY_ID");
        }
    }
}
