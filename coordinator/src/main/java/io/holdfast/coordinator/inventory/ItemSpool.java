package io.holdfast.coordinator.inventory;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Objects' JSON, one after the other in a file. Written by one thread; read by any. */
public final class ItemSpool implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private long end;

    /** Where an object lies, in bytes. */
    public record Place(long offset, int length) {}

    /** Creates the file. */
    ItemSpool(Path file) {
        this.file = file;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failed("created", e);
        }
    }

    Place write(byte[] json) {
        ByteBuffer buffer = ByteBuffer.wrap(json);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer, end + buffer.position());
            }
        } catch (IOException e) {
            throw failed("written", e);
        }
        Place place = new Place(end, json.length);
        end += json.length;
        return place;
    }

    byte[] read(Place place) {
        ByteBuffer buffer = ByteBuffer.allocate(place.length());
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, place.offset() + buffer.position()) < 0) {
                    throw new EOFException("it is shorter than what was written to it");
                }
            }
        } catch (IOException e) {
            throw failed("read", e);
        }
        return buffer.array();
    }

    private BackupException failed(String what, IOException e) {
        return new BackupException(
                FailureKind.UNWRITABLE,
                "The temporary file " + file + " cannot be " + what + ": " + e.getMessage() + "; free space there.",
                e);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failed("closed", e);
        }
    }
}
