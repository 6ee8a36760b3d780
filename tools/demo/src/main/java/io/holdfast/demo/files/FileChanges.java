package io.holdfast.demo.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** What happens to files between two backups. */
public final class FileChanges {
    private static final int EACH = 25;

    private FileChanges() {}

    /** Appends to some files, removes, renames and chmods others, and makes a new one. */
    public static void make(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.isWritable(file))
                    .filter(file -> !file.startsWith(folder.resolve("odd files")))
                    .sorted()
                    .toList();
        }
        for (int i = 0; i < files.size(); i += Math.max(1, files.size() / EACH) | 1) {
            Path file = files.get(i);
            switch (i % 4) {
                case 0 -> Files.writeString(file, "changed", StandardOpenOption.APPEND);
                case 1 -> Files.delete(file);
                case 2 -> Files.move(file, file.resolveSibling(file.getFileName() + ".moved"));
                default -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
            }
        }
        Files.writeString(folder.resolve("new file"), "new");
    }
}
