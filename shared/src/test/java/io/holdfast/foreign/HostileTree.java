package io.holdfast.foreign;

import io.holdfast.concurrent.Workers;
import io.holdfast.linux.FileName;
import io.holdfast.linux.Names;
import io.holdfast.linux.OpenDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A tree whose owner means ill. While somebody works on it, he swaps its directories and files with links to what lies outside,
 * with FIFOs, devices and further names of outside files, and moves directories up, out and back, as fast as he can. Outside
 * lies the same tree, with secrets in it, which he himself does not touch.
 */
public final class HostileTree implements AutoCloseable {
    private static final int DIRECTORIES = 4;
    private static final int FILES = 4;
    private static final int CHAIN = 80;

    private final Path folder;
    private final Path root;
    private final Path beyond;
    private final Path outside;
    private final Path hidden;
    private final List<Trick> tricks = new ArrayList<>();
    private final Random random;
    private boolean renewing;
    private int renewed;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    private final AtomicInteger played = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1_000);
    private final Thread owner = Workers.platformThreads("hostile-owner").newThread(this::play);

    /** An entry, and what changes places with it. */
    private record Trick(List<String> directory, String victim, String stand, Preparation preparation) {}

    private interface Preparation {
        void prepare(Path stand) throws IOException;
    }

    /**
     * Makes the tree and what lies outside, both in memory mounted at the folder, as disks are too slow for tricks.
     *
     * @param secret is in each content outside
     */
    public HostileTree(Path folder, String secret, long seed) throws IOException {
        this.folder = folder;
        this.random = new Random(seed);
        String _ = Command.run("mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", folder.toString());
        root = Files.createDirectory(folder.resolve("root"));
        beyond = Files.createDirectory(folder.resolve("beyond"));
        outside = Files.createDirectory(beyond.resolve("outside"));
        hidden = Files.createDirectory(folder.resolve("hidden"));
        fill(root, "harmless");
        fill(outside, secret);
        for (int i = 0; i < DIRECTORIES; i++) {
            directoryTricks("d" + i);
            directoryTricks("d" + i + "/below");
            for (int j = 0; j < FILES; j++) {
                fileTricks("d" + i + "/f" + j);
                fileTricks("d" + i + "/below/f" + j);
            }
        }
        directoryTricks("chain/d");
        directoryTricks("chain/d/d/d");
    }

    public Path root() {
        return root;
    }

    /** The folder that holds the outside one. */
    public Path beyond() {
        return beyond;
    }

    /** Begins to play tricks, and goes on until the end. */
    public void start() throws InterruptedException {
        owner.start();
        if (!begun.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the owner has not played enough tricks within a minute: " + played.get());
        }
    }

    public int played() {
        return played.get();
    }

    public void end() throws InterruptedException {
        ended.set(true);
        if (!owner.join(Duration.ofMinutes(1))) {
            throw new AssertionError("the owner does not end");
        }
        if (failure.get() != null) {
            throw new AssertionError("the owner can play no more tricks", failure.get());
        }
    }

    @Override
    public void close() {
        ended.set(true);
        String _ = Command.run("umount", "--lazy", folder.toString());
    }

    /** Further names of outside files go with it, so that those are as before. */
    public void removeAllButBeyond() {
        String _ = Command.run("rm", "-rf", root.toString(), hidden.toString());
    }

    private static void fill(Path directory, String content) throws IOException {
        for (int i = 0; i < DIRECTORIES; i++) {
            Path below = Files.createDirectories(directory.resolve("d" + i + "/below"));
            for (int j = 0; j < FILES; j++) {
                String name = "f" + j;
                Files.writeString(below.resolveSibling(name), content + " " + i + name);
                Files.writeString(below.resolve(name), content + " below " + i + name);
            }
            node(below.resolve("pipe"), 0x1000, 0);
            node(below.resolve("null"), 0x2000, 1 << 8 | 3);
            Files.createSymbolicLink(below.resolve("link"), Path.of(content));
        }
        Path at = Files.createDirectory(directory.resolve("chain"));
        for (int i = 0; i < CHAIN; i++) {
            at = Files.createDirectory(at.resolve("d"));
            Files.writeString(at.resolve("f"), content + " in the chain at " + i);
        }
    }

    private void directoryTricks(String path) {
        Path target = outside.resolve(path);
        Path relative = Path.of("../".repeat(path.split("/", -1).length) + "beyond/outside/" + path);
        trick(path, stand -> Files.createSymbolicLink(stand, target));
        switch (tricks.size() % 4) {
            case 0 -> trick(path, stand -> Files.createSymbolicLink(stand, relative));
            case 1 -> trick(path, stand -> Files.createSymbolicLink(stand, Path.of("..")));
            case 2 -> trick(path, stand -> node(stand, 0x1000, 0));
            default -> trick(path, Files::createDirectory);
        }
    }

    private void fileTricks(String path) {
        trick(path, stand -> Files.createSymbolicLink(stand, outside.resolve(path)));
        if (tricks.size() % 2 == 0) {
            trick(path, stand -> node(stand, 0x1000, 0));
        } else {
            trick(path, stand -> node(stand, 0x2000, 1 << 8 | 3));
        }
    }

    /** The same for a restore, which replaces what stands in: further names of outside files, and all made anew now and then. */
    public void defyRestores() {
        renewing = true;
        for (int i = 0; i < DIRECTORIES; i++) {
            for (int j = 0; j < FILES; j++) {
                hardLinkTrick("d" + i + "/f" + j);
            }
            for (String name : List.of("pipe", "null", "link")) {
                hardLinkTrick("d" + i + "/below/" + name);
            }
        }
    }

    private void hardLinkTrick(String path) {
        trick(path, stand -> Files.createLink(stand, outside.resolve(path)));
    }

    private void trick(String path, Preparation preparation) {
        List<String> names = List.of(path.split("/", -1));
        int last = names.size() - 1;
        tricks.add(new Trick(names.subList(0, last), names.get(last), "stand-" + tricks.size(), preparation));
    }

    private void play() {
        try (OpenDirectory top = OpenDirectory.open(root);
                OpenDirectory away = OpenDirectory.open(hidden)) {
            while (!ended.get()) {
                int which = random.nextInt(tricks.size() + 2);
                boolean worked = which < tricks.size()
                        ? swap(tricks.get(which), top, away)
                        : move(top, which == tricks.size() ? away : top);
                if (worked) {
                    played.incrementAndGet();
                    begun.countDown();
                }
            }
        } catch (IOException e) {
            failure.set(e);
        }
    }

    /** About half of all victims are away at any time. */
    private boolean swap(Trick trick, OpenDirectory top, OpenDirectory away) throws IOException {
        Path stand = hidden.resolve(trick.stand());
        if (!Files.exists(stand, LinkOption.NOFOLLOW_LINKS) || (renewing && random.nextInt(32) == 0)) {
            if (Files.exists(stand, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(stand, hidden.resolve("old-" + renewed++));
            }
            trick.preparation().prepare(stand);
        }
        return Names.exchange(top, trick.directory(), trick.victim(), away, trick.stand());
    }

    /** A directory above its parent, or out of the tree, and back. */
    private boolean move(OpenDirectory top, OpenDirectory to) {
        return Names.moveAndBack(top, List.of("d" + random.nextInt(DIRECTORIES)), "below", to, "moved");
    }

    private static void node(Path path, int type, long device) throws IOException {
        Path directory = path.resolveSibling("");
        try (OpenDirectory in = OpenDirectory.open(directory)) {
            in.writer().createNode(FileName.of(String.valueOf(path.getFileName())), type | 0600, device);
        }
    }
}
