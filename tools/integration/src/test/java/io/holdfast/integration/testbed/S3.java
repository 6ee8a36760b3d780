package io.holdfast.integration.testbed;

import io.holdfast.integration.program.Program;
import io.holdfast.integration.program.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The S3 server. A bucket is a folder of {@code buckets}, so a test can look into it and spoil it. */
public record S3(String endpoint, String region, String accessKey, String secretKey, Path buckets) {
    /** The folder of a bucket, made if there is none. */
    public Path bucket(String name) {
        try {
            return Files.createDirectories(buckets.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with nothing in it, whatever an earlier run has left there. */
    public Path emptyBucket(String name) {
        Shell.here()
                .run("rm -rf --one-file-system \"$1\"", buckets.resolve(name).toString());
        return bucket(name);
    }

    /** The file that velero's Secrets hold. */
    public String credentialsFile() {
        return "[default]\naws_access_key_id=%s\naws_secret_access_key=%s\n".formatted(accessKey, secretKey);
    }

    Program credentials(Program program) {
        return program.with("AWS_ACCESS_KEY_ID", accessKey)
                .with("AWS_SECRET_ACCESS_KEY", secretKey)
                .with("AWS_DEFAULT_REGION", region);
    }

    /** A repository as restic names it. */
    public String repository(String bucket, String path) {
        return "s3:" + endpoint + "/" + bucket + "/" + path;
    }
}
