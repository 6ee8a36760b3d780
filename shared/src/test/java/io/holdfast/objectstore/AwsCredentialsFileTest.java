package io.holdfast.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.failure.FailureKind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AwsCredentialsFileTest {
    private static final String TEXT = """
            # made by hand
            [default]
            aws_access_key_id=AKIA1
            aws_secret_access_key = s3cr3t=with=equals

            [profile other]
              aws_access_key_id = AKIA2
              aws_secret_access_key = second
              aws_session_token = token
            ; the end
            [half]
            aws_access_key_id = AKIA3
            """;

    @Test
    void shouldReadProfiles() {
        AwsCredentialsFile file = AwsCredentialsFile.parse(TEXT);
        assertThat(file.profile("default"))
                .isEqualTo(new StoreCredentials.AccessKey("AKIA1", "s3cr3t=with=equals", Optional.empty()));
        assertThat(file.profile("other"))
                .isEqualTo(new StoreCredentials.AccessKey("AKIA2", "second", Optional.of("token")));
    }

    @Test
    void shouldNameWhatIsMissing() {
        AwsCredentialsFile file = AwsCredentialsFile.parse(TEXT);
        ObjectStoreContract.assertFails(
                FailureKind.ACCESS_DENIED,
                "no profile [prod]; it has [default], [other], [half]",
                () -> file.profile("prod"));
        ObjectStoreContract.assertFails(
                FailureKind.ACCESS_DENIED, "no aws_secret_access_key in profile [half]", () -> file.profile("half"));
    }

    @Test
    void shouldNameTheLineThatIsMalformedAndNotItsText() {
        ObjectStoreContract.assertFails(
                FailureKind.ACCESS_DENIED, "line 2 is neither", () -> AwsCredentialsFile.parse("[default]\nsecret\n"));
        ObjectStoreContract.assertFails(
                FailureKind.ACCESS_DENIED,
                "line 1 comes before",
                () -> AwsCredentialsFile.parse("aws_access_key_id = x"));
        ObjectStoreContract.assertFails(
                FailureKind.ACCESS_DENIED,
                "it has none",
                () -> AwsCredentialsFile.parse("").profile("default"));
    }
}
