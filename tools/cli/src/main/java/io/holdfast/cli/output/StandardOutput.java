package io.holdfast.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Where results go, which remembers why it could not be written: the writers above it swallow that. */
public final class StandardOutput extends OutputStream {
    private static final String READER_HAS_GONE = "Broken pipe";

    private final OutputStream stream;
    private volatile Optional<IOException> failure = Optional.empty();

    public StandardOutput(OutputStream stream) {
        this.stream = stream;
    }

    /** Whether whoever read it has gone, as {@code head} does when it has seen enough. */
    public boolean isClosed() {
        return failure.filter(e -> READER_HAS_GONE.equals(e.getMessage())).isPresent();
    }

    /** What is wrong with it, for people. */
    public String reason() {
        return failure.map(IOException::getMessage).orElse("it is closed");
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void remember(Writing writing) throws IOException {
        try {
            writing.run();
        } catch (IOException e) {
            failure = Optional.of(e);
            throw e;
        }
    }

    @Override
    public void write(int value) throws IOException {
        remember(() -> stream.write(value));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        remember(() -> stream.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        remember(stream::flush);
    }
}
