package io.holdfast.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.linux.EntryWriter;
import io.holdfast.linux.ExtendedAttribute;
import io.holdfast.linux.FileName;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.OpenFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;

/** Files that are hard to keep: odd names, links, holes, owners, modes, attributes and times. Needs root, as an agent has. */
public final class SampleTree {
    private static final Instant ODD_TIME = Instant.parse("2001-09-09T01:46:40.123456789Z");
    private static final Instant BEFORE_1970 = Instant.parse("1969-07-20T20:17:40.000000001Z");

    private final Random random = new Random(20261121);

    private SampleTree() {}

    /** Fills the directory; always with the same bytes. */
    public static void fill(Path directory) throws LinuxError {
        SampleTree sample = new SampleTree();
        try (OpenDirectory root = OpenDirectory.open(directory)) {
            sample.contents(root);
            sample.names(root);
            sample.links(root);
            sample.metadata(root);
            sample.depth(root);
            root.setTimes(ODD_TIME, ODD_TIME);
        }
    }

    private void contents(OpenDirectory root) throws LinuxError {
        try (OpenDirectory in = directory(root, "contents")) {
            file(in, FileName.of("empty"), new byte[0]);
            file(in, FileName.of("one byte"), new byte[] {1});
            byte[] large = bytes(5_300_000);
            file(in, FileName.of("large"), large);
            file(in, FileName.of("copy of large"), large);
            file(
                    in,
                    FileName.of("text"),
                    "all work and no play\n".repeat(200_000).getBytes(UTF_8));
            file(in, FileName.of("zeros"), new byte[3 << 20]);
            try (OpenFile sparse = in.writer().createFile(FileName.of("sparse"), 0644)) {
                sparse.write(ByteBuffer.wrap(bytes(100_000)), 20L << 20);
                sparse.write(ByteBuffer.wrap(bytes(100_000)), 41_000_001);
                sparse.truncate(64L << 20);
            }
            for (int i = 0; i < 300; i++) {
                file(in, FileName.of("small-" + i), bytes(i * 7));
            }
        }
    }

    private void names(OpenDirectory root) throws LinuxError {
        try (OpenDirectory in = directory(root, "names")) {
            file(in, FileName.of("line\nbreak\tand \"quotes\" \\ back"), bytes(10));
            file(in, FileName.of(new byte[] {(byte) 0xff, (byte) 0xfe, 'x', (byte) 0x80}), bytes(11));
            file(in, FileName.of("ünïcødé 漢字 🙂 <&> \u2028"), bytes(12));
            file(in, FileName.of("n".repeat(255)), bytes(13));
            file(in, FileName.of("-rf"), bytes(14));
            in.writer().createSymlink(FileName.of(new byte[] {(byte) 0xc3}), new byte[] {(byte) 0xfd, '/', 'y'});
        }
    }

    private void links(OpenDirectory root) throws LinuxError {
        try (OpenDirectory in = directory(root, "links");
                OpenDirectory other = directory(root, "other links")) {
            file(in, FileName.of("first"), bytes(70_000));
            other.writer().createHardLink(in, FileName.of("first"), FileName.of("second"));
            in.writer().createHardLink(in, FileName.of("first"), FileName.of("third"));
            file(in, FileName.of("outside link"), bytes(100));
            symlink(in, "relative", "first");
            symlink(in, "dangling", "../nowhere/at all");
            symlink(in, "absolute", "/etc/passwd");
            symlink(in, "directory", "..");
            in.writer().createNode(FileName.of("fifo"), 1 << 12 | 0640, 0);
        }
    }

    private void metadata(OpenDirectory root) throws LinuxError {
        try (OpenDirectory in = directory(root, "metadata")) {
            for (int mode : new int[] {0, 0400, 0640, 0777, 04755, 02755, 01644}) {
                try (OpenFile file = file(in, "mode-" + Integer.toOctalString(mode), 20)) {
                    file.changeOwner(1234, 70_000);
                    file.changeMode(mode);
                    file.setTimes(ODD_TIME, ODD_TIME);
                }
            }
            try (OpenFile file = file(in, "attributes", 30)) {
                file.setAttribute(attribute("user.note", "hello".getBytes(UTF_8)));
                file.setAttribute(attribute("user.binary", bytes(200)));
                file.setAttribute(attribute("user.empty", new byte[0]));
                file.setTimes(BEFORE_1970, BEFORE_1970);
            }
            try (OpenDirectory guarded = directory(in, "guarded")) {
                file(guarded, FileName.of("inside"), bytes(40));
                guarded.setAttribute(attribute("user.directory", bytes(3)));
                guarded.changeOwner(4321, 4321);
                guarded.changeMode(01555);
                guarded.setTimes(BEFORE_1970, BEFORE_1970);
            }
        }
    }

    private void depth(OpenDirectory root) throws LinuxError {
        OpenDirectory at = directory(root, "deep");
        for (int i = 0; i < 100; i++) {
            OpenDirectory below = directory(at, "d");
            at.close();
            at = below;
        }
        file(at, FileName.of("bottom"), bytes(50));
        at.close();
    }

    private static OpenDirectory directory(OpenDirectory in, String name) throws LinuxError {
        in.writer().createDirectory(FileName.of(name), 0755);
        return in.openDirectory(FileName.of(name));
    }

    private OpenFile file(OpenDirectory in, String name, int size) throws LinuxError {
        OpenFile file = in.writer().createFile(FileName.of(name), 0644);
        file.write(ByteBuffer.wrap(bytes(size)), 0);
        return file;
    }

    private static void file(OpenDirectory in, FileName name, byte[] content) throws LinuxError {
        try (OpenFile file = in.writer().createFile(name, 0644)) {
            file.write(ByteBuffer.wrap(content), 0);
        }
    }

    private static void symlink(OpenDirectory in, String name, String target) throws LinuxError {
        EntryWriter writer = in.writer();
        writer.createSymlink(FileName.of(name), target.getBytes(UTF_8));
        writer.changeOwner(FileName.of(name), 77, 88);
        writer.setTimes(FileName.of(name), ODD_TIME, ODD_TIME);
    }

    private static ExtendedAttribute attribute(String name, byte[] value) {
        return new ExtendedAttribute(name.getBytes(UTF_8), value);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
