package io.holdfast.check;

import io.holdfast.blob.FileId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;

/** What stores, disks and people do to files. */
enum FileDamage {
    DELETE,
    EMPTY,
    TRUNCATE,
    EXTEND,
    FLIP_A_BIT,
    CHANGE_A_BYTE,
    ZERO_SOME_BYTES,
    SWAP,
    RENAME,
    DUPLICATE;

    /** Whether it makes sense where only a part of a file is to be damaged. */
    boolean fitsParts() {
        return this == FLIP_A_BIT || this == CHANGE_A_BYTE || this == ZERO_SOME_BYTES;
    }

    /** Whether it makes sense for the one file whose name says nothing of its content. */
    boolean fitsConfig() {
        return this != SWAP && this != RENAME && this != DUPLICATE;
    }

    void apply(FileSpan span, Random random) throws IOException {
        Path file = span.file();
        byte[] bytes = Files.readAllBytes(file);
        int at = span.from() + random.nextInt(span.to() - span.from());
        switch (this) {
            case DELETE -> Files.delete(file);
            case EMPTY -> write(file, new byte[0]);
            case TRUNCATE -> write(file, Arrays.copyOf(bytes, at));
            case EXTEND -> write(file, Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(5_000)));
            case FLIP_A_BIT -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                write(file, bytes);
            }
            case CHANGE_A_BYTE -> {
                bytes[at] += (byte) (1 + random.nextInt(255));
                write(file, bytes);
            }
            case ZERO_SOME_BYTES -> {
                Arrays.fill(bytes, at, Math.min(at + 512, span.to()), (byte) 0);
                write(file, bytes);
            }
            case SWAP -> {
                byte[] others = Files.readAllBytes(span.other());
                write(span.other(), bytes);
                write(file, others);
            }
            case RENAME -> Files.move(file, otherName(file, random));
            case DUPLICATE -> Files.copy(file, otherName(file, random));
        }
    }

    /** As if the file had another id, at the place where files of that id are. */
    private static Path otherName(Path file, Random random) throws IOException {
        byte[] id = new byte[FileId.LENGTH];
        random.nextBytes(id);
        String name = FileId.fromBytes(id, 0).toHex();
        Path folder = Objects.requireNonNull(file.getParent());
        boolean isPack = folder.endsWith(name(file).substring(0, 2));
        return Files.createDirectories(isPack ? folder.resolveSibling(name.substring(0, 2)) : folder)
                .resolve(name);
    }

    private static String name(Path file) {
        return Objects.requireNonNull(file.getFileName()).toString();
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.delete(file);
        Files.write(file, bytes);
    }
}
