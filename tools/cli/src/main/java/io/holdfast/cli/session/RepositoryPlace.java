package io.holdfast.cli.session;

import io.holdfast.cli.output.Output;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.AwsCredentialsFile;
import io.holdfast.objectstore.StoreAddress;
import io.holdfast.objectstore.StoreCredentials;
import io.holdfast.objectstore.StoreLocation;
import io.holdfast.repository.LockMode;
import io.holdfast.repository.LockWait;
import io.holdfast.task.RepositoryAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the repository lies and what opens it. Flags come before the environment's variables, which are restic's. */
public final class RepositoryPlace {
    @Option(
            names = {"-r", "--repo"},
            paramLabel = "DIR|s3:URL",
            description = "The repository: a directory, or s3:https://host/bucket/prefix. Default: $RESTIC_REPOSITORY.")
    private @Nullable String repository;

    @Option(
            names = {"-p", "--password-file"},
            paramLabel = "FILE",
            description = "It holds the password alone; white space around it is cut off, as by restic. Default:"
                    + " $RESTIC_PASSWORD_FILE, or $RESTIC_PASSWORD itself.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--s3-credentials-file",
            paramLabel = "FILE",
            description = "An AWS credentials file. Default: $AWS_ACCESS_KEY_ID and $AWS_SECRET_ACCESS_KEY, or what the"
                    + " machine offers.")
    private @Nullable Path credentialsFile;

    @Option(
            names = "--s3-profile",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "The profile in that file. Default: ${DEFAULT-VALUE}.")
    private String profile = "";

    @Option(
            names = "--s3-region",
            paramLabel = "NAME",
            description = "Default: $AWS_REGION, $AWS_DEFAULT_REGION, us-east-1.")
    private @Nullable String region;

    @Option(
            names = "--s3-path-style",
            negatable = true,
            description = "Names the bucket in the path, not in the host. Default: everywhere but at AWS.")
    private @Nullable Boolean pathStyle;

    @Option(names = "--s3-ca-file", paramLabel = "FILE", description = "PEM certificates to trust beside the system's.")
    private @Nullable Path authorityFile;

    @Option(
            names = {"--lock-wait", "--retry-lock"},
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "0s",
            description =
                    "How long to wait for others who have locked the repository, such as 90s, 5m or 1h30m. Default:"
                            + " not at all.")
    private Duration lockWait = Duration.ZERO;

    /** Opens it under a lock of this process. */
    public RepositorySession open(Invocation invocation, HostIdentity host, LockMode mode, Output output) {
        return RepositorySession.open(
                access(invocation.variables()),
                host,
                invocation.clock(),
                mode,
                new LockWait(lockWait, output::warning));
    }

    /** All that opens the repository; nothing is asked of the store yet. */
    public RepositoryAccess access(Map<String, String> variables) {
        StoreAddress address = StoreAddress.parse(place(variables), variables);
        StoreLocation location =
                address.location() instanceof StoreLocation.S3 bucket ? tuned(bucket) : address.location();
        return new RepositoryAccess(
                location, credentials(address), GivenPassword.of(Optional.ofNullable(passwordFile), variables));
    }

    private String place(Map<String, String> variables) {
        return Optional.ofNullable(repository)
                .or(() -> Optional.ofNullable(variables.get("RESTIC_REPOSITORY")))
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new BackupException(
                        FailureKind.INVALID_INPUT,
                        "no repository is named: pass --repo, or set RESTIC_REPOSITORY"
                                + (variables
                                                .getOrDefault("RESTIC_REPOSITORY_FILE", "")
                                                .isEmpty()
                                        ? ""
                                        : "; RESTIC_REPOSITORY_FILE is not served")));
    }

    private StoreCredentials credentials(StoreAddress address) {
        return credentialsFile == null
                ? address.credentials()
                : AwsCredentialsFile.parse(GivenFile.read(credentialsFile, "the S3 credentials file"))
                        .profile(profile);
    }

    private StoreLocation.S3 tuned(StoreLocation.S3 bucket) {
        return new StoreLocation.S3(
                bucket.bucket(),
                bucket.prefix(),
                region == null ? bucket.region() : region,
                bucket.endpoint(),
                bucket.publicEndpoint(),
                pathStyle == null ? bucket.pathStyle() : pathStyle,
                authorityFile == null
                        ? bucket.caCertificate()
                        : Optional.of(GivenFile.read(authorityFile, "the file of certificates")),
                bucket.insecureSkipTlsVerify(),
                bucket.serverSideEncryption(),
                bucket.kmsKeyId());
    }
}
