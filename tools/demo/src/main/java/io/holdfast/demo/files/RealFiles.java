package io.holdfast.demo.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Files of this machine, copied with their metadata until so many bytes are reached. Unreadable and huge ones are passed by. */
public final class RealFiles extends SimpleFileVisitor<Path> {
    private final Path source;
    private final Path target;
    private long left;

    private RealFiles(Path source, Path target, long bytes) {
        this.source = source;
        this.target = target;
        this.left = bytes;
    }

    /** Copies what is below the source; where it does not exist, nothing. */
    public static void copy(Path source, Path target, long bytes) throws IOException {
        if (Files.isDirectory(source)) {
            Files.walkFileTree(source, new RealFiles(source, target, bytes));
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        Files.createDirectories(target.resolve(source.relativize(folder).toString()));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        boolean wanted = attributes.isSymbolicLink() || (attributes.isRegularFile() && attributes.size() <= left);
        if (wanted && (attributes.isSymbolicLink() || Files.isReadable(file))) {
            Files.copy(
                    file,
                    target.resolve(source.relativize(file).toString()),
                    StandardCopyOption.COPY_ATTRIBUTES,
                    StandardCopyOption.REPLACE_EXISTING,
                    LinkOption.NOFOLLOW_LINKS);
            left -= attributes.isRegularFile() ? attributes.size() : 0;
        }
        return left > 0 ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        return FileVisitResult.CONTINUE;
    }
}
