package io.holdfast.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A chain of directories far deeper than a path can name, with a file in each; taken apart again, as JUnit cannot. */
public final class DeepTree implements AutoCloseable {
    public static final FileName DOWN = FileName.of("d".repeat(20));
    public static final FileName FILE = FileName.of("z");

    private final Path root;

    private DeepTree(Path root) {
        this.root = root;
    }

    public static DeepTree create(Path root, int depth) throws LinuxError {
        OpenDirectory at = OpenDirectory.open(root);
        for (int i = 0; i < depth; i++) {
            at.writer().createFile(FILE, 0600).close();
            at.writer().createDirectory(DOWN, 0700);
            OpenDirectory next = at.openDirectory(DOWN);
            at.close();
            at = next;
        }
        at.close();
        return new DeepTree(root);
    }

    /** Takes away one level after the other from the top, by moving what is below it up. */
    @Override
    public void close() throws IOException {
        Path top = root.resolve(DOWN.toString());
        Path below = top.resolve(DOWN.toString());
        Path moved = root.resolve("moved");
        while (Files.exists(top)) {
            Files.deleteIfExists(top.resolve(FILE.toString()));
            if (Files.exists(below)) {
                Files.move(below, moved);
            }
            Files.delete(top);
            if (Files.exists(moved)) {
                Files.move(moved, top);
            }
        }
    }
}
