package io.holdfast.objectstore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is to be stored under a key. It can be read more than once, so that a failed put can be tried again. */
public sealed interface ObjectContent {
    /** In bytes. */
    long size() throws IOException;

    /** Reads it from its beginning; the stream is the caller's to close. */
    InputStream open() throws IOException;

    /** Buffers one after the other, each from its position to its limit; they must not change until the put returns. */
    record Bytes(List<ByteBuffer> parts) implements ObjectContent {
        public Bytes {
            parts = List.copyOf(parts);
        }

        @Override
        public long size() {
            return parts.stream().mapToLong(ByteBuffer::remaining).sum();
        }

        @Override
        public InputStream open() {
            return new BufferStream(parts);
        }
    }

    /** The bytes of a file, which may be large; it must not change until the put returns. */
    record File(Path path) implements ObjectContent {
        @Override
        public long size() throws IOException {
            return Files.size(path);
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }

    static ObjectContent of(byte[] bytes) {
        return new Bytes(List.of(ByteBuffer.wrap(bytes)));
    }

    static ObjectContent of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }
}
