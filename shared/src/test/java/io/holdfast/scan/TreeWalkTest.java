package io.holdfast.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.failure.BackupException;
import io.holdfast.linux.DeepTree;
import io.holdfast.linux.FileName;
import io.holdfast.linux.FileType;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeWalkTest {
    @TempDir
    Path root;

    private final List<String> told = new ArrayList<>();

    /** Writes down what it is told; acts on a directory once it has been listed. */
    private class Recorder implements TreeVisitor {
        @Override
        public void enter(WalkedDirectory directory) {
            told.add("enter " + path(directory));
        }

        @Override
        public void visit(WalkedDirectory directory, FileName name, FileType type) {
            told.add("visit " + path(directory) + name);
        }

        @Override
        public void leave(WalkedDirectory directory) {
            told.add("leave " + path(directory));
        }

        @Override
        public void unreadable(WalkedDirectory directory, FileName name, LinuxError error) {
            told.add("unreadable " + path(directory) + name + ": " + error.reason());
        }

        @Override
        public void incomplete(WalkedDirectory directory, LinuxError error) {
            told.add("incomplete " + path(directory));
        }

        String path(WalkedDirectory directory) {
            StringBuilder path = new StringBuilder("/");
            directory.path().forEach(name -> path.append(name).append('/'));
            return path.toString();
        }
    }

    @Test
    void shouldTellEachEntryOnceInByteOrder() throws Exception {
        create("b/", "b/2", "b/1", "a", "B", "b/c/", "b-");
        walk(new Recorder(), Selection.ALL);
        assertThat(told)
                .containsExactly(
                        "enter /",
                        "visit /B",
                        "visit /a",
                        "enter /b/",
                        "visit /b/1",
                        "visit /b/2",
                        "enter /b/c/",
                        "leave /b/c/",
                        "leave /b/",
                        "visit /b-",
                        "leave /");
    }

    @Test
    void shouldVisitOnlyWhatIsSelected() throws Exception {
        create("a/", "a/1", "a/2", "a/d/", "a/d/x", "b/", "b/1", "c");
        walk(new Recorder(), select("a/2", "a/d", "c", "gone", "b/1/x"));
        assertThat(told)
                .containsExactly(
                        "enter /",
                        "enter /a/",
                        "visit /a/2",
                        "enter /a/d/",
                        "visit /a/d/x",
                        "leave /a/d/",
                        "leave /a/",
                        "enter /b/",
                        "visit /b/1",
                        "leave /b/",
                        "visit /c",
                        "unreadable /gone: no such file or directory",
                        "leave /");
    }

    @Test
    void shouldVisitSpansOfDirectories() throws Exception {
        create("a", "b/", "b/1", "b/2", "b/3", "b/4/", "b/4/x", "b/5", "c", "d", "e", "g");
        NameSpan top =
                new NameSpan(Optional.of(FileName.of("a")), Optional.of(FileName.of("f")), Set.of(FileName.of("d")));
        NameSpan inner = new NameSpan(Optional.of(FileName.of("2")), Optional.of(FileName.of("4")), Set.of());
        walk(
                new Recorder(),
                new SelectionBuilder()
                        .span(List.of(), top)
                        .span(names("b"), inner)
                        .build());
        assertThat(told)
                .containsExactly(
                        "enter /",
                        "enter /b/",
                        "visit /b/3",
                        "enter /b/4/",
                        "visit /b/4/x",
                        "leave /b/4/",
                        "leave /b/",
                        "visit /c",
                        "visit /e",
                        "leave /");
    }

    @Test
    void shouldRefuseASelectionOfNothing() {
        assertThatThrownBy(() -> new SelectionBuilder().build()).isInstanceOf(IllegalArgumentException.class);
    }

    /** The listing has told of a directory when the link takes its place. */
    @Test
    void shouldNotFollowADirectoryThatBecameALink(@TempDir Path outside) throws Exception {
        Files.writeString(outside.resolve("secret"), "secret");
        create("a", "d/", "d/x");
        walk(
                new Recorder() {
                    @Override
                    public void visit(WalkedDirectory directory, FileName name, FileType type) {
                        super.visit(directory, name, type);
                        replaceByLink(outside);
                    }
                },
                Selection.ALL);
        assertThat(told).hasSize(4).contains("enter /", "visit /a", "leave /");
        assertThat(told.get(2)).startsWith("unreadable /d: ");
    }

    private void replaceByLink(Path outside) {
        try {
            Files.deleteIfExists(root.resolve("d/x"));
            Files.deleteIfExists(root.resolve("d"));
            Files.createSymbolicLink(root.resolve("d"), outside);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Proves that depth uses up neither descriptors nor the stack, and that returning finds the same directories. */
    @Test
    void shouldWalkFarDeeperThanDescriptorsAreKeptOpen() throws Exception {
        int depth = 1500;
        try (DeepTree _ = DeepTree.create(root, depth)) {
            long before = openDescriptors();
            DepthCounter counter = new DepthCounter();
            walk(counter, Selection.ALL);
            assertThat(counter.files).isEqualTo(depth);
            assertThat(counter.mostDescriptors - before).isLessThan(DirectoryChain.KEPT_OPEN + 20L);
            assertThat(openDescriptors()).isLessThan(before + 10);
        }
    }

    /** Looks at each file on the way back up, through a directory that may have been let go. */
    private static final class DepthCounter implements TreeVisitor {
        private long mostDescriptors;
        private int files;

        @Override
        public void enter(WalkedDirectory directory) {
            mostDescriptors = Math.max(mostDescriptors, openDescriptors());
        }

        @Override
        public void visit(WalkedDirectory directory, FileName name, FileType type) {
            try (SharedDirectory shared = directory.share()) {
                files += shared.directory().status(name).isRegular() ? 1 : 0;
            } catch (LinuxError e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void leave(WalkedDirectory directory) {}

        @Override
        public void unreadable(WalkedDirectory directory, FileName name, LinuxError error) {
            throw new AssertionError(error);
        }

        @Override
        public void incomplete(WalkedDirectory directory, LinuxError error) {
            throw new AssertionError(error);
        }
    }

    private static long openDescriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldEndWhenInterrupted() throws Exception {
        create("a", "b");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> walk(new Recorder(), Selection.ALL)).isInstanceOf(BackupException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private void walk(TreeVisitor visitor, Selection selection) throws Exception {
        new TreeWalk(visitor, false).run(OpenDirectory.open(root), selection);
    }

    private static Selection select(String... paths) {
        SelectionBuilder selection = new SelectionBuilder();
        Stream.of(paths).map(TreeWalkTest::names).forEach(selection::entry);
        return selection.build();
    }

    private static List<FileName> names(String path) {
        return Stream.of(path.split("/", -1)).map(FileName::of).toList();
    }

    private void create(String... paths) throws Exception {
        for (String path : paths) {
            if (path.endsWith("/")) {
                Files.createDirectories(root.resolve(path));
            } else {
                Files.writeString(root.resolve(path), path);
            }
        }
    }
}
