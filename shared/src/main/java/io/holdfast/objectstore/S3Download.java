package io.holdfast.objectstore;

import java.io.EOFException;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads objects, each by one request, and believes no answer whose length is not what was asked for. */
final class S3Download {
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int NOT_FOUND = 404;

    private final S3Client client;
    private final String bucket;
    private final S3Failures failures;

    S3Download(S3Client client, String bucket, S3Failures failures) {
        this.client = client;
        this.bucket = bucket;
        this.failures = failures;
    }

    /** {@code key} is what a failure names. */
    byte[] whole(String key, String objectKey) throws IOException {
        try (ResponseInputStream<GetObjectResponse> object = open(request(objectKey))) {
            return exactly(object, Math.toIntExact(length(object, key)));
        }
    }

    byte[] range(String key, String objectKey, long offset, int length) throws IOException {
        GetObjectRequest.Builder request = request(objectKey).range("bytes=" + offset + "-" + (offset + length - 1));
        try (ResponseInputStream<GetObjectResponse> object = open(request)) {
            long answered = length(object, key);
            if (answered != length) {
                object.abort();
                throw answered < length ? failures.tooShort(key, offset, length) : failures.rangeIgnored(key);
            }
            return exactly(object, length);
        } catch (S3Exception e) {
            throw e.statusCode() == RANGE_NOT_SATISFIABLE ? failures.tooShort(key, offset, length) : e;
        }
    }

    /** Fails as HEAD does, but says why: the answer to HEAD has no room for it. */
    boolean oneByte(String objectKey) throws IOException {
        try (ResponseInputStream<GetObjectResponse> object =
                open(request(objectKey).range("bytes=0-0"))) {
            return object.read() >= 0;
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND || e.statusCode() == RANGE_NOT_SATISFIABLE) {
                return false;
            }
            throw e;
        }
    }

    private GetObjectRequest.Builder request(String objectKey) {
        return GetObjectRequest.builder().bucket(bucket).key(objectKey);
    }

    private ResponseInputStream<GetObjectResponse> open(GetObjectRequest.Builder request) {
        return client.getObject(request.build(), ResponseTransformer.toInputStream());
    }

    private long length(ResponseInputStream<GetObjectResponse> object, String key) {
        Long length = object.response().contentLength();
        if (length == null) {
            object.abort();
            throw failures.lengthUntold(key);
        }
        return length;
    }

    private static byte[] exactly(ResponseInputStream<GetObjectResponse> object, int length) throws IOException {
        byte[] bytes = new byte[length];
        int read = object.readNBytes(bytes, 0, length);
        if (read != length) {
            object.abort();
            throw new EOFException("the answer ended after " + read + " of " + length + " bytes");
        }
        return bytes;
    }
}
