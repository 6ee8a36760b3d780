package io.holdfast.objectstore;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Stores as production opens them, but for how long they try; they wait a tenth as long between tries. */
public final class ImpatientStores {
    private ImpatientStores() {}

    public static ObjectStore directory(Path path, Duration deadline) {
        return new RetryingObjectStore(new DirectoryObjectStore(path, Clock.systemUTC()), retries(deadline));
    }

    /** The deadline is a call's, the time of a try one request's. */
    public static ObjectStore open(URI endpoint, String prefix, Duration deadline, Duration longestTry) {
        return open(endpoint, prefix, deadline, longestTry, Clock.systemUTC());
    }

    /** The same on a machine with this clock. */
    public static ObjectStore open(URI endpoint, String prefix, Duration deadline, Duration longestTry, Clock clock) {
        StoreLocation.S3 location = new StoreLocation.S3(
                S3Server.BUCKET,
                prefix,
                "us-east-1",
                Optional.of(endpoint),
                Optional.empty(),
                true,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
        Retries retries = retries(deadline);
        S3Connection connection = S3Connection.open(location, S3Server.CREDENTIALS, clock);
        return new RetryingObjectStore(new S3ObjectStore(location, connection, retries, longestTry), retries);
    }

    private static Retries retries(Duration deadline) {
        Retries.Pause shorter = time -> Thread.sleep(time.dividedBy(10));
        return new Retries(deadline, System::nanoTime, shorter, RandomGenerator.getDefault());
    }
}
