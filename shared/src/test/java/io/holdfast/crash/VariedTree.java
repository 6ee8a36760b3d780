package io.holdfast.crash;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Random;

/** A small tree with one of most things: some sixty entries, a megabyte and a half. */
public final class VariedTree {
    private VariedTree() {}

    public static void fill(Path root) throws IOException {
        Random random = new Random(7);
        Files.createDirectories(root.resolve("a/b/c"));
        Files.createDirectory(root.resolve("empty"));
        write(root.resolve("a/large"), random, 900 << 10);
        write(root.resolve("a/b/middle"), random, 200 << 10);
        for (int i = 0; i < 45; i++) {
            write(root.resolve("a/b/c/small" + i), random, i * 250);
        }
        Files.createLink(root.resolve("again"), root.resolve("a/large"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("a/large"));
        Files.setAttribute(root.resolve("a/b/c/small5"), "user:note", "kept".getBytes(StandardCharsets.UTF_8));
        Files.setAttribute(root.resolve("a/b"), "unix:mode", 040751, LinkOption.NOFOLLOW_LINKS);
        try (var sparse = new RandomAccessFile(root.resolve("sparse").toFile(), "rw")) {
            sparse.setLength(3 << 20);
            sparse.seek(2 << 20);
            sparse.write(1);
        }
    }

    /** As a user does between two backups. */
    public static void change(Path root) throws IOException {
        Random random = new Random(8);
        write(root.resolve("a/b/middle"), random, 210 << 10);
        write(root.resolve("a/b/c/new"), random, 40 << 10);
        Files.delete(root.resolve("a/b/c/small3"));
        Files.move(root.resolve("a/b/c/small4"), root.resolve("empty/moved"));
    }

    private static void write(Path file, Random random, int size) throws IOException {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        Files.write(file, bytes);
    }
}
