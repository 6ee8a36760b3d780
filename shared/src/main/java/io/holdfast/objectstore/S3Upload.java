package io.holdfast.objectstore;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Writes one object: at once, or in parts where it is a file above {@link #PART}. Each request is a try of its own, so that a
 * large object may take its time. It carries its body's CRC-32 as a plain header, which servers verify where they know it and
 * buckets with object lock demand; the SDK's own trailers would break many servers.
 */
final class S3Upload {
    static final int PART = 16 << 20;

    private static final int MOST_PARTS = 10_000;
    private static final int PRECONDITION_FAILED = 412;

    private final S3Client client;
    private final S3Requests requests;
    private final StoreLocation.S3 location;

    S3Upload(S3Client client, S3Requests requests, StoreLocation.S3 location) {
        this.client = client;
        this.requests = requests;
        this.location = location;
    }

    /** False where the key was to be free and is not. */
    boolean put(String key, ObjectContent content, boolean onlyIfAbsent) throws Exception {
        try {
            boolean large = content instanceof ObjectContent.File && content.size() > PART;
            if (large) {
                putInParts(key, content, onlyIfAbsent);
            } else {
                putAtOnce(key, content, onlyIfAbsent);
            }
            return true;
        } catch (S3Exception e) {
            if (onlyIfAbsent && e.statusCode() == PRECONDITION_FAILED) {
                return false;
            }
            throw e;
        } catch (IOException e) {
            throw UnreadableContent.of(key, e);
        }
    }

    private void putAtOnce(String key, ObjectContent content, boolean onlyIfAbsent) throws Exception {
        Slice whole = new Slice(content, 0, content.size());
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(location.bucket()).key(key);
        encryption().ifPresent(request::serverSideEncryption);
        location.kmsKeyId().ifPresent(request::ssekmsKeyId);
        if (onlyIfAbsent) {
            request.ifNoneMatch("*");
        }
        var _ = requests.run(
                () -> client.putObject(request.checksumCRC32(whole.crc32()).build(), whole.body()));
    }

    private void putInParts(String key, ObjectContent content, boolean onlyIfAbsent) throws Exception {
        CreateMultipartUploadRequest.Builder request = CreateMultipartUploadRequest.builder()
                .bucket(location.bucket())
                .key(key)
                .checksumAlgorithm(ChecksumAlgorithm.CRC32);
        encryption().ifPresent(request::serverSideEncryption);
        location.kmsKeyId().ifPresent(request::ssekmsKeyId);
        String id = requests.run(() -> client.createMultipartUpload(request.build()))
                .uploadId();
        try {
            List<CompletedPart> parts = uploadParts(key, id, content);
            var _ = requests.run(() -> client.completeMultipartUpload(complete -> complete.bucket(location.bucket())
                    .key(key)
                    .uploadId(id)
                    .ifNoneMatch(onlyIfAbsent ? "*" : null)
                    .multipartUpload(upload -> upload.parts(parts))));
        } catch (Exception e) {
            abort(key, id, e);
            throw e;
        }
    }

    private List<CompletedPart> uploadParts(String key, String id, ObjectContent content) throws Exception {
        long size = content.size();
        long partSize = Math.max(PART, Math.ceilDiv(size, MOST_PARTS));
        List<CompletedPart> parts = new ArrayList<>();
        for (long offset = 0; offset < size; offset += partSize) {
            Slice slice = new Slice(content, offset, Math.min(partSize, size - offset));
            int number = parts.size() + 1;
            parts.add(requests.run(() -> uploadPart(key, id, number, slice)));
        }
        return parts;
    }

    private CompletedPart uploadPart(String key, String id, int number, Slice slice) throws IOException {
        String crc32 = slice.crc32();
        String tag = client.uploadPart(
                        part -> part.bucket(location.bucket())
                                .key(key)
                                .uploadId(id)
                                .partNumber(number)
                                .checksumCRC32(crc32),
                        slice.body())
                .eTag();
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(tag)
                .checksumCRC32(crc32)
                .build();
    }

    /** Parts of an upload that nobody ends cost money for ever. An interrupt must not keep us from ending it. */
    private void abort(String key, String id, Exception failure) {
        boolean interrupted = Thread.interrupted();
        try {
            var _ = requests.run(() -> client.abortMultipartUpload(
                    upload -> upload.bucket(location.bucket()).key(key).uploadId(id)));
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (Exception e) {
            failure.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Optional<String> encryption() {
        return location.serverSideEncryption();
    }

    /** Some bytes of the content, read anew for the checksum, the signature and each send. */
    private record Slice(ObjectContent content, long offset, long length) {
        RequestBody body() {
            return RequestBody.fromContentProvider(this::reopen, length, "application/octet-stream");
        }

        private InputStream reopen() {
            try {
                return open();
            } catch (IOException e) {
                throw UnreadableContent.of("an object", e);
            }
        }

        String crc32() throws IOException {
            CRC32 crc = new CRC32();
            byte[] buffer = new byte[64 << 10];
            try (InputStream bytes = open()) {
                for (int read = bytes.read(buffer); read > 0; read = bytes.read(buffer)) {
                    crc.update(buffer, 0, read);
                }
            }
            byte[] value = {
                (byte) (crc.getValue() >> 24),
                (byte) (crc.getValue() >> 16),
                (byte) (crc.getValue() >> 8),
                (byte) crc.getValue()
            };
            return Base64.getEncoder().encodeToString(value);
        }

        private InputStream open() throws IOException {
            InputStream stream = content.open();
            stream.skipNBytes(offset);
            return new BoundedStream(stream, length);
        }
    }
}
