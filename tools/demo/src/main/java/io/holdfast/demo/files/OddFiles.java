package io.holdfast.demo.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;

/** What backups are known to lose: links of both kinds, modes, odd times, attributes, holes, empty things, odd names. */
public final class OddFiles {
    private static final long HOLE = 64L << 20;

    private OddFiles() {}

    public static void create(Path folder) throws IOException {
        Path odd = Files.createDirectories(folder.resolve("odd files"));
        Files.createFile(odd.resolve("empty"));
        Files.createDirectory(odd.resolve("empty folder"));
        Path named = Files.writeString(odd.resolve("ünïcode\n\"quoted\" \\ name"), "odd");
        Files.createLink(odd.resolve("hard link"), named);
        Files.createSymbolicLink(odd.resolve("link"), Path.of("empty"));
        Files.createSymbolicLink(odd.resolve("dangling link"), Path.of("/nowhere/at/all"));
        Path secret = Files.writeString(odd.resolve("secret"), "for its owner");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("r--------"));
        Files.setLastModifiedTime(secret, FileTime.from(Instant.parse("1969-12-31T23:59:58.123456789Z")));
        holes(odd.resolve("mostly holes"));
        attribute(named);
    }

    private static void holes(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            int _ = channel.write(ByteBuffer.wrap("end".getBytes(StandardCharsets.UTF_8)), HOLE);
        }
    }

    /** Where the file system keeps attributes at all. */
    private static void attribute(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView(UserDefinedFileAttributeView.class)) {
            int _ = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class)
                    .write("note", ByteBuffer.wrap("kept".getBytes(StandardCharsets.UTF_8)));
        }
    }
}
