package io.holdfast.objectstore;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are being written beside their place. They are no objects; those that a dead process left are removed once they
 * have not changed for a day. Their age decides, not a process id: the directory may be shared by machines and containers,
 * whose ids mean nothing to each other.
 */
final class TemporaryFiles {
    static final Duration ABANDONED_AFTER = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFiles.class);
    private static final String MARK = ".holdfast-tmp-";
    /** restic's mode of finished files, 0400: nobody changes them by mistake. */
    private static final Set<PosixFilePermission> FINISHED = PosixFilePermissions.fromString("r--------");

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** As much as a thread keeps native memory for, by the launcher's jdk.nio.maxCachedBufferSize. */
    private static final int LONGEST_WRITE = 64 << 10;

    private final Clock clock;

    TemporaryFiles(Clock clock) {
        this.clock = clock;
    }

    static boolean isTemporary(Path file) {
        return String.valueOf(file.getFileName()).startsWith(MARK);
    }

    /** Writes the content durably beside {@code file}, creating its directory; answers where. */
    Path write(Path file, ObjectContent content) throws IOException {
        Path directory = DirectoryObjectStore.parent(file);
        Path temporary = directory.resolve(MARK + UUID.randomUUID());
        try (FileChannel channel = create(directory, temporary)) {
            copy(content, channel);
            channel.force(true);
            Files.setPosixFilePermissions(temporary, FINISHED);
            return temporary;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    /** Removes the temporary file where its writer must be dead; what cannot be removed is in nobody's way. */
    void removeIfAbandoned(Path temporary) {
        try {
            Duration age = Duration.between(Files.getLastModifiedTime(temporary).toInstant(), clock.instant());
            if (age.compareTo(ABANDONED_AFTER) > 0) {
                Files.deleteIfExists(temporary);
            }
        } catch (NoSuchFileException finished) {
            // Its writer has renamed it meanwhile.
        } catch (IOException e) {
            LOG.debug("the abandoned file {} cannot be removed", temporary, e);
        }
    }

    private FileChannel create(Path directory, Path temporary) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            return FileChannel.open(temporary, options, PRIVATE);
        } catch (NoSuchFileException missing) {
            Durability.createDirectories(directory);
            return FileChannel.open(temporary, options, PRIVATE);
        }
    }

    private static void copy(ObjectContent content, FileChannel channel) throws IOException {
        switch (content) {
            case ObjectContent.Bytes bytes -> {
                for (ByteBuffer part : bytes.parts()) {
                    write(part, channel);
                }
            }
            case ObjectContent.File file -> {
                try (FileChannel source = open(file)) {
                    long size = source.size();
                    for (long done = 0; done < size; ) {
                        long copied = source.transferTo(done, size - done, channel);
                        if (copied == 0) {
                            throw new EOFException(file.path() + " became shorter while it was stored");
                        }
                        done += copied;
                    }
                }
            }
        }
    }

    /** A piece at a time: a channel copies all that it is given into native memory first. */
    private static void write(ByteBuffer part, FileChannel channel) throws IOException {
        ByteBuffer piece = part.duplicate();
        while (piece.position() < part.limit()) {
            piece.limit(Math.min(part.limit(), piece.position() + LONGEST_WRITE));
            int _ = channel.write(piece);
        }
    }

    private static FileChannel open(ObjectContent.File file) {
        try {
            return FileChannel.open(file.path(), StandardOpenOption.READ);
        } catch (IOException e) {
            throw UnreadableContent.of(file.path().toString(), e);
        }
    }
}
