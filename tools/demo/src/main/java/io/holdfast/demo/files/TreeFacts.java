package io.holdfast.demo.files;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What can be told of each entry below a folder: bytes, size, mode, owner, time, link, attributes. Read by the JDK alone, so
 * that no line of the code under test judges itself.
 */
public record TreeFacts(SortedMap<String, String> entries, long bytes) {
    public static TreeFacts of(Path folder) throws IOException {
        Visitor visitor = new Visitor(folder);
        Files.walkFileTree(folder, visitor);
        return new TreeFacts(visitor.entries, visitor.bytes);
    }

    /** What is not the same in the other tree, a line each; empty where all is. */
    public List<String> differencesFrom(TreeFacts other) {
        TreeSet<String> paths = new TreeSet<>(entries.keySet());
        paths.addAll(other.entries.keySet());
        List<String> differences = new ArrayList<>();
        for (String path : paths) {
            String here = entries.getOrDefault(path, "missing");
            String there = other.entries.getOrDefault(path, "missing");
            if (!here.equals(there)) {
                differences.add(path + ": " + here + ", but it was: " + there);
            }
        }
        return differences;
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final SortedMap<String, String> entries = new TreeMap<>();
        private long bytes;

        Visitor(Path folder) {
            this.folder = folder;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) throws IOException {
            if (each.equals(folder)) {
                return FileVisitResult.CONTINUE;
            }
            entries.put(folder.relativize(each).toString(), "folder, " + metadata(each));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
            String what = attributes.isSymbolicLink()
                    ? "link to " + Files.readSymbolicLink(each) + ", "
                    : "file of " + attributes.size() + " bytes, sha256 " + sha256(each) + ", ";
            bytes += attributes.isRegularFile() ? attributes.size() : 0;
            entries.put(folder.relativize(each).toString(), what + metadata(each));
            return FileVisitResult.CONTINUE;
        }

        private static String metadata(Path each) throws IOException {
            Map<String, Object> all =
                    Files.readAttributes(each, "unix:mode,uid,gid,lastModifiedTime,nlink", LinkOption.NOFOLLOW_LINKS);
            String links = Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS) ? "" : ", " + all.get("nlink") + " links";
            return "mode %s, owner %s:%s, time %s%s%s"
                    .formatted(
                            Integer.toOctalString(((Number) requireNonNull(all.get("mode"))).intValue()),
                            all.get("uid"),
                            all.get("gid"),
                            all.get("lastModifiedTime"),
                            links,
                            attributes(each));
        }

        private static String attributes(Path each) throws IOException {
            var view = Files.getFileAttributeView(each, UserDefinedFileAttributeView.class);
            if (view == null || Files.isSymbolicLink(each)) {
                return "";
            }
            StringBuilder text = new StringBuilder();
            for (String name : new TreeSet<>(view.list())) {
                ByteBuffer value = ByteBuffer.allocate(view.size(name));
                int _ = view.read(name, value);
                text.append(", ").append(name).append('=').append(HexFormat.of().formatHex(value.array()));
            }
            return text.toString();
        }

        private static String sha256(Path file) throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                byte[] buffer = new byte[1 << 17];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
                return HexFormat.of().formatHex(digest.digest());
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every Java platform has SHA-256", e);
            }
        }
    }
}
