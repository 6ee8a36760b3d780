package io.holdfast.objectstore;

import io.holdfast.concurrent.Cancellation;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects of a bucket, below a prefix. */
final class S3ObjectStore implements ObjectStore {
    /** For one try of one request, a part of a multipart upload counting as one; a stalled socket fails much earlier. */
    private static final Duration LONGEST_TRY = Duration.ofMinutes(10);

    private final StoreLocation.S3 location;
    private final S3Connection connection;
    private final S3Client client;
    private final S3Requests requests;
    private final S3Upload upload;
    private final S3Download download;
    private final S3Failures failures;
    private final Retries pageRetries;
    private final String prefix;
    private volatile boolean bucketSeen;

    S3ObjectStore(StoreLocation.S3 location, S3Connection connection, Retries pageRetries) {
        this(location, connection, pageRetries, LONGEST_TRY);
    }

    S3ObjectStore(StoreLocation.S3 location, S3Connection connection, Retries pageRetries, Duration longestTry) {
        this.location = location;
        this.connection = connection;
        this.client = connection.client();
        this.requests = new S3Requests(longestTry);
        this.upload = new S3Upload(client, requests, location);
        this.failures = new S3Failures(describe(location), location.bucket());
        this.download = new S3Download(client, location.bucket(), failures);
        this.pageRetries = pageRetries;
        this.prefix = location.prefix().isEmpty() ? "" : location.prefix() + "/";
    }

    /** The same objects over the same connections, for requests that take no longer than this. */
    S3ObjectStore within(Duration longestTry) {
        return new S3ObjectStore(location, connection, pageRetries, requests.shorter(longestTry));
    }

    @Override
    public void put(String key, ObjectContent content) {
        String objectKey = objectKey(key);
        boolean _ = told("write", key, () -> upload.put(objectKey, content, false));
    }

    /** Looks first: a server that ignores the condition would replace the object. */
    @Override
    public boolean putIfAbsent(String key, ObjectContent content) {
        String objectKey = objectKey(key);
        if (stat(key).isPresent()) {
            return false;
        }
        return told("create", key, () -> upload.put(objectKey, content, true));
    }

    @Override
    public byte[] get(String key) {
        String objectKey = objectKey(key);
        return call("read", key, () -> download.whole(key, objectKey));
    }

    @Override
    public byte[] getRange(String key, long offset, int length) {
        String objectKey = objectKey(key);
        Keys.requireRange(key, offset, length);
        if (length == 0) {
            return new byte[0];
        }
        return call("read", key, () -> download.range(key, objectKey, offset, length));
    }

    @Override
    public void list(String keyPrefix, Consumer<ObjectEntry> each) {
        Keys.requirePrefix(keyPrefix);
        pages(
                keyPrefix,
                request -> {},
                page -> page.contents()
                        .forEach(object -> each.accept(new ObjectEntry(
                                object.key().substring(prefix.length()), object.size(), object.lastModified()))));
    }

    @Override
    public void listDirectories(String keyPrefix, Consumer<String> each) {
        Keys.requireDirectory(keyPrefix);
        int known = prefix.length() + keyPrefix.length();
        pages(
                keyPrefix,
                request -> request.delimiter("/"),
                page -> page.commonPrefixes().forEach(directory -> {
                    String path = directory.prefix();
                    each.accept(path.substring(known, path.length() - 1));
                }));
    }

    @Override
    public Optional<ObjectEntry> stat(String key) {
        String objectKey = objectKey(key);
        return told("look at", key, () -> {
            try {
                return requests.run(() -> head(key, objectKey));
            } catch (S3Exception e) {
                if (e.statusCode() == 403) {
                    boolean _ = requests.run(() -> download.oneByte(objectKey));
                    return requests.run(() -> head(key, objectKey));
                }
                throw e;
            }
        });
    }

    private Optional<ObjectEntry> head(String key, String objectKey) {
        try {
            HeadObjectResponse head = client.headObject(
                    request -> request.bucket(location.bucket()).key(objectKey));
            return Optional.of(new ObjectEntry(key, head.contentLength(), head.lastModified()));
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                requireBucket();
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void delete(String key) {
        String objectKey = objectKey(key);
        var _ = call(
                "delete",
                key,
                () -> client.deleteObject(
                        request -> request.bucket(location.bucket()).key(objectKey)));
    }

    @Override
    public Optional<URI> presignGet(String key, Duration validity) {
        String objectKey = objectKey(key);
        return call("sign a link to", key, () -> {
            var signed = connection
                    .presigner()
                    .presignGetObject(request -> request.signatureDuration(validity)
                            .getObjectRequest(
                                    get -> get.bucket(location.bucket()).key(objectKey)));
            return Optional.of(signed.url().toURI());
        });
    }

    @Override
    public Duration clockAhead() {
        return connection.clock().ahead();
    }

    @Override
    public String describe() {
        return describe(location);
    }

    @Override
    public void close() {
        connection.close();
    }

    private void pages(
            String keyPrefix, Consumer<ListObjectsV2Request.Builder> narrow, Consumer<ListObjectsV2Response> each) {
        ListObjectsV2Request.Builder request =
                ListObjectsV2Request.builder().bucket(location.bucket()).prefix(prefix + keyPrefix);
        narrow.accept(request);
        String what = "list " + (keyPrefix.isEmpty() ? "objects" : keyPrefix) + " in " + describe();
        for (boolean more = true; more; ) {
            ListObjectsV2Request next = request.build();
            Supplier<ListObjectsV2Response> attempt = () -> call("list", keyPrefix, () -> client.listObjectsV2(next));
            // Whoever has asked can try the first page again himself, within the time that he has.
            ListObjectsV2Response page =
                    next.continuationToken() == null ? attempt.get() : pageRetries.call(what, attempt);
            each.accept(page);
            request.continuationToken(page.nextContinuationToken());
            more = page.isTruncated();
        }
    }

    /** The answer to HEAD does not tell a missing object from a missing bucket, so we ask once. */
    private void requireBucket() {
        if (bucketSeen) {
            return;
        }
        try {
            var _ = client.headBucket(request -> request.bucket(location.bucket()));
            bucketSeen = true;
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                throw failures.noSuchBucket(e);
            }
            // Not allowed to ask: then the object's own answer has to do.
        }
    }

    private <T> T call(String action, String key, Callable<T> request) {
        return told(action, key, () -> requests.run(request));
    }

    /** Work that makes its requests itself, and its failures told. */
    private <T> T told(String action, String key, Callable<T> work) {
        Cancellation.check("the attempt to " + action + " " + key + " in " + describe());
        try {
            return work.call();
        } catch (InterruptedException e) {
            throw Cancellation.of("the attempt to " + action + " " + key + " in " + describe(), e);
        } catch (Exception e) {
            throw failures.of(action, key, e);
        }
    }

    private String objectKey(String key) {
        return prefix + Keys.requireKey(key);
    }

    static String describe(StoreLocation.S3 location) {
        String host = location.endpoint().map(URI::toString).orElse("https://s3.amazonaws.com");
        String place = "s3:" + host + "/" + location.bucket();
        return location.prefix().isEmpty() ? place : place + "/" + location.prefix();
    }
}
