package io.holdfast.objectstore;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;

/** Walks a store's directory. What appears or vanishes meanwhile may or may not be told of, as with any store. */
final class DirectoryListing {
    private final Path root;
    private final TemporaryFiles temporaries;

    DirectoryListing(Path root, TemporaryFiles temporaries) {
        this.root = root;
        this.temporaries = temporaries;
    }

    static ObjectEntry entry(String key, BasicFileAttributes attributes) {
        return new ObjectEntry(
                key, attributes.size(), attributes.lastModifiedTime().toInstant());
    }

    void list(String prefix, Consumer<ObjectEntry> each) throws IOException {
        walk(directory(prefix), (file, attributes) -> {
            String key = root.relativize(file).toString();
            if (key.startsWith(prefix)) {
                each.accept(entry(key, attributes));
            }
            return FileVisitResult.CONTINUE;
        });
    }

    /** Directories without any object are not told of: a bucket has none either. */
    void listDirectories(String prefix, Consumer<String> each) throws IOException {
        Path above = directory(prefix);
        try (DirectoryStream<Path> children = Files.newDirectoryStream(above, Files::isDirectory)) {
            for (Path child : children) {
                if (holdsObjects(child)) {
                    each.accept(above.relativize(child).toString());
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (NoSuchFileException | NotDirectoryException none) {
            // No directory, so none below it.
        }
    }

    private boolean holdsObjects(Path directory) throws IOException {
        return walk(directory, (_, _) -> FileVisitResult.TERMINATE) == FileVisitResult.TERMINATE;
    }

    /** The deepest directory that holds all keys of the prefix. */
    private Path directory(String prefix) {
        return root.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1));
    }

    /** Tells of files by their paths below {@code from}, which may be a link. */
    private FileVisitResult walk(Path from, Visit visit) throws IOException {
        if (!Files.isDirectory(from)) {
            return FileVisitResult.CONTINUE;
        }
        Path real = from.toRealPath();
        FileVisitResult[] end = {FileVisitResult.CONTINUE};
        FileVisitor<Path> visitor = new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                end[0] = tell(from.resolve(real.relativize(file)), attributes, visit);
                return end[0];
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        };
        Files.walkFileTree(real, visitor);
        return end[0];
    }

    /** A link is followed only from the root: an operator may have put data, index or locks on another disk. */
    private FileVisitResult tell(Path file, BasicFileAttributes attributes, Visit visit) throws IOException {
        if (TemporaryFiles.isTemporary(file)) {
            temporaries.removeIfAbandoned(file);
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isSymbolicLink() && root.equals(file.getParent())) {
            return walk(file, visit);
        }
        return attributes.isRegularFile() ? visit.file(file, attributes) : FileVisitResult.CONTINUE;
    }

    private interface Visit {
        FileVisitResult file(Path file, BasicFileAttributes attributes) throws IOException;
    }
}
