package io.holdfast.objectstore;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.linux.Errno;
import io.holdfast.linux.LinuxError;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Objects as files of a directory, in the layout and with the modes of restic's local repositories. An object is written
 * beside its place, fsynced and then renamed (or linked, where it must not replace anything), and its directory is fsynced:
 * after a crash it is there whole or not at all. Directories appear with their first object; a directory that does not
 * exist is an empty store. Several processes and machines may share one.
 */
public final class DirectoryObjectStore implements ObjectStore {
    /** The JDK reads into native memory of the same length first. */
    private static final int LONGEST_READ = 1 << 20;

    private final Path root;
    private final TemporaryFiles temporaries;
    private final DirectoryFailures failures;
    private final NewLink link;

    /** The clock tells how old a temporary file is that a dead process may have left. */
    public DirectoryObjectStore(Path root, Clock clock) {
        this(root, clock, NewLink.HARD);
    }

    DirectoryObjectStore(Path root, Clock clock, NewLink link) {
        this.root = root.toAbsolutePath().normalize();
        this.temporaries = new TemporaryFiles(clock);
        this.failures = new DirectoryFailures(this.root);
        this.link = link;
    }

    @Override
    public void put(String key, ObjectContent content) {
        Path file = file(key);
        try {
            Path written = temporaries.write(file, content);
            try {
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                Files.deleteIfExists(written);
                throw e;
            }
            Durability.syncDirectory(parent(file));
        } catch (IOException e) {
            throw failures.of("write", key, e);
        }
    }

    @Override
    public boolean putIfAbsent(String key, ObjectContent content) {
        Path file = file(key);
        try {
            if (Files.exists(file)) {
                return false;
            }
            Path written = temporaries.write(file, content);
            try {
                link.make(written, file);
            } catch (LinuxError e) {
                if (e.errno() == Errno.EEXIST) {
                    return false;
                }
                throw failures.notLinked(key, e);
            } finally {
                Files.deleteIfExists(written);
            }
            Durability.syncDirectory(parent(file));
            return true;
        } catch (IOException e) {
            throw failures.of("create", key, e);
        }
    }

    @Override
    public byte[] get(String key) {
        try (FileChannel channel = FileChannel.open(file(key), StandardOpenOption.READ)) {
            return read(key, channel, 0, Math.toIntExact(channel.size()));
        } catch (IOException e) {
            throw readFailure(key, e);
        }
    }

    @Override
    public byte[] getRange(String key, long offset, int length) {
        Keys.requireRange(key, offset, length);
        try (FileChannel channel = FileChannel.open(file(key), StandardOpenOption.READ)) {
            return read(key, channel, offset, length);
        } catch (IOException e) {
            throw readFailure(key, e);
        }
    }

    @Override
    public void list(String prefix, Consumer<ObjectEntry> each) {
        Keys.requirePrefix(prefix);
        try {
            new DirectoryListing(root, temporaries).list(prefix, each);
        } catch (IOException e) {
            throw failures.of("list", prefix.isEmpty() ? "the objects" : prefix, e);
        }
    }

    @Override
    public void listDirectories(String prefix, Consumer<String> each) {
        Keys.requireDirectory(prefix);
        try {
            new DirectoryListing(root, temporaries).listDirectories(prefix, each);
        } catch (IOException e) {
            throw failures.of("list", prefix.isEmpty() ? "the directories" : prefix, e);
        }
    }

    @Override
    public Optional<ObjectEntry> stat(String key) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file(key), BasicFileAttributes.class);
            return attributes.isRegularFile() ? Optional.of(DirectoryListing.entry(key, attributes)) : Optional.empty();
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw failures.of("look at", key, e);
        }
    }

    @Override
    public void delete(String key) {
        Path file = file(key);
        try {
            if (Files.isDirectory(file)) {
                return;
            }
            if (Files.deleteIfExists(file)) {
                Durability.syncDirectory(parent(file));
            }
        } catch (IOException e) {
            throw failures.of("delete", key, e);
        }
    }

    @Override
    public Optional<URI> presignGet(String key, Duration validity) {
        Keys.requireKey(key);
        return Optional.empty();
    }

    @Override
    public Duration clockAhead() {
        return Duration.ZERO;
    }

    @Override
    public String describe() {
        return root.toString();
    }

    @Override
    public void close() {
        // Nothing stays open between two calls.
    }

    private Path file(String key) {
        Path file = root.resolve(Keys.requireKey(key));
        if (TemporaryFiles.isTemporary(file)) {
            throw new BackupException(FailureKind.INVALID_INPUT, "the name is kept for temporary files: " + key);
        }
        return file;
    }

    private byte[] read(String key, FileChannel channel, long offset, int length) throws IOException {
        if (length > channel.size() - offset) {
            throw failures.tooShort(key, offset, length); // Before any memory is taken for it.
        }
        ByteBuffer target = ByteBuffer.allocate(length);
        while (target.position() < length) {
            target.limit(Math.min(length, target.position() + LONGEST_READ));
            if (channel.read(target, offset + target.position()) < 0) {
                throw failures.tooShort(key, offset, length);
            }
        }
        return target.array();
    }

    private BackupException readFailure(String key, IOException cause) {
        return Files.isDirectory(file(key)) ? failures.notFound(key, cause) : failures.of("read", key, cause);
    }

    static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("an object's file has a directory: " + file);
        }
        return parent;
    }
}
