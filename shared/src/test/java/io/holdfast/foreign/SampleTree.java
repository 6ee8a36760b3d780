package io.holdfast.foreign;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.linux.ExtendedAttribute;
import io.holdfast.linux.FileName;
import io.holdfast.linux.FileType;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.OpenFile;
import io.holdfast.linux.PinnedEntry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * Files that are hard to keep, of every kind that a backup meets: odd names, links, holes, devices, owners, modes,
 * attributes, access lists and times. Needs root, as an agent has. What takes long to make has tests of its own.
 */
public final class SampleTree {
    private static final Instant ODD_TIME = Instant.parse("2001-09-09T01:46:40.123456789Z");
    private static final Instant BEFORE_1970 = Instant.parse("1969-07-20T20:17:40.000000001Z");

    /** The first is near the earliest that ext4 knows, the last near the latest that restic can set. */
    private static final List<Instant> TIMES = List.of(
            Instant.parse("1902-01-01T00:00:00.999999999Z"),
            Instant.parse("1969-12-31T23:59:59.000000001Z"),
            Instant.EPOCH,
            Instant.parse("2038-01-19T03:14:08.100000000Z"),
            Instant.parse("2106-02-07T06:28:16.000000010Z"),
            Instant.parse("2262-01-01T00:00:00.123456789Z"));

    private final Random random = new Random(20261121);

    private SampleTree() {}

    /** Fills the directory; always with the same bytes. */
    public static void fill(Path directory) throws LinuxError {
        SampleTree sample = new SampleTree();
        try (OpenDirectory root = OpenDirectory.open(directory)) {
            SampleDirectory in = new SampleDirectory(root);
            in.below("contents", sample::contents);
            in.below("holes", sample::holes);
            in.below("names", sample::names);
            sample.links(in);
            in.below("nodes", SampleTree::nodes);
            in.below("metadata", sample::metadata);
            in.below("attributes", sample::attributes);
            in.below("times", SampleTree::times);
            sample.depth(in);
            root.setTimes(ODD_TIME, ODD_TIME);
        }
    }

    private void contents(SampleDirectory in) throws LinuxError {
        in.file("empty", new byte[0]);
        in.file("one byte", new byte[] {1});
        byte[] large = bytes(5_300_000);
        in.file("large", large);
        in.file("copy of large", large);
        in.file("text", "all work and no play\n".repeat(200_000).getBytes(UTF_8));
        in.file("zeros", new byte[3 << 20]);
        try (OpenFile sparse = in.open("sparse")) {
            SampleDirectory.write(sparse, bytes(100_000), 20L << 20);
            SampleDirectory.write(sparse, bytes(100_000), 41_000_001);
            sparse.truncate(64L << 20);
        }
        for (int i = 0; i < 300; i++) {
            in.file("small-" + i, bytes(i * 7));
        }
    }

    /** None of them holds a written block of zeros, so a restore has to leave exactly the same holes. */
    private void holes(SampleDirectory in) throws LinuxError {
        try (OpenFile all = in.open("nothing else")) {
            all.truncate((10 << 20) + 1);
        }
        try (OpenFile last = in.open("behind ten bytes")) {
            SampleDirectory.write(last, bytes(10), 0);
            last.truncate(9000);
        }
        try (OpenFile pages = in.open("every other page")) {
            for (int page = 1; page < 100; page += 2) {
                SampleDirectory.write(pages, bytes(4096), page * 4096L);
            }
            pages.truncate(100 * 4096 + 5);
        }
        try (OpenFile islands = in.open("of all lengths")) {
            long at = 0;
            for (int length = 4096; length < 2 << 20; length *= 2) {
                SampleDirectory.write(islands, bytes(length + 17), at);
                at += 3L * length + 4096;
            }
        }
    }

    private void names(SampleDirectory in) throws LinuxError {
        in.file("line\nbreak\tand \"quotes\" \\ back", bytes(10));
        in.file(name(new byte[] {(byte) 0xff, (byte) 0xfe, 'x', (byte) 0x80}), bytes(11));
        in.file("ünïcødé 漢字 🙂 <&> \u2028", bytes(12));
        in.file("n".repeat(255), bytes(13));
        in.file("-rf", bytes(14));
        in.file(" spaces at both ends ", bytes(15));
        in.file("* ? ~ $(x) `x`", bytes(16));
        for (int control = 1; control < 32; control++) {
            in.file("control-" + (char) control, bytes(control));
        }
        in.file("delete-\u007f and \u0085 and \u009f", bytes(17));
        byte[] wild = "\u00fe".repeat(255).getBytes(ISO_8859_1);
        in.below(name(wild), below -> below.file(name(wild), bytes(18)));
        in.directory().writer().createSymlink(name(new byte[] {(byte) 0xc3}), new byte[] {(byte) 0xfd, '/', 'y'});
        in.symlink("longest link", "l".repeat(4095), ODD_TIME);
    }

    private void links(SampleDirectory root) throws LinuxError {
        root.below("links", in -> {
            in.file("first", bytes(70_000));
            in.file("empty", new byte[0]);
            root.below("other links", other -> {
                other.link(in, "first", "second");
                other.link(in, "empty", "empty too");
            });
            in.link(in, "first", "third");
            in.file("outside link", bytes(100));
            in.symlink("relative", "first", ODD_TIME);
            in.symlink("dangling", "../nowhere/at all", BEFORE_1970);
            in.symlink("absolute", "/etc/passwd", TIMES.getLast());
            in.symlink("directory", "..", ODD_TIME);
            in.node("fifo", FileType.FIFO, 0640, 0);
        });
    }

    private static void nodes(SampleDirectory in) throws LinuxError {
        in.node("pipe", FileType.FIFO, 06622, 0);
        in.node("null", FileType.CHARACTER_DEVICE, 0666, 1 << 8 | 3);
        in.node("disk", FileType.BLOCK_DEVICE, 0660, 7L << 8);
        in.node("large numbers", FileType.CHARACTER_DEVICE, 01600, 0xabcL << 8 | 0x12L | 0x345L << 20);
        in.node("socket", FileType.SOCKET, 0700, 0);
        for (String name : List.of("pipe", "null", "disk", "large numbers")) {
            try (PinnedEntry node = in.pin(name)) {
                node.changeOwner(1234, 4_294_967_294L);
                node.setAttribute(attribute("trusted.node", name.getBytes(UTF_8)));
                node.setTimes(ODD_TIME, BEFORE_1970);
            }
        }
    }

    private void metadata(SampleDirectory in) throws LinuxError {
        for (int mode : new int[] {0, 0400, 0640, 0777, 04755, 02755, 01644, 07000}) {
            try (OpenFile file = in.open("mode-" + Integer.toOctalString(mode))) {
                SampleDirectory.write(file, bytes(20), 0);
                file.changeOwner(1234, 70_000);
                file.changeMode(mode);
                file.setTimes(ODD_TIME, ODD_TIME);
            }
        }
        for (int mode : new int[] {0, 01777, 02770, 07555}) {
            in.below("directory-" + Integer.toOctalString(mode), below -> {
                below.file("inside", bytes(40));
                below.directory().setAttribute(attribute("user.directory", bytes(3)));
                below.directory().changeOwner(4_294_967_294L, 4321);
                below.directory().changeMode(mode);
                below.directory().setTimes(BEFORE_1970, BEFORE_1970);
            });
        }
    }

    private void attributes(SampleDirectory in) throws LinuxError {
        try (OpenFile file = in.open("user")) {
            file.setAttribute(attribute("user.note", "hello".getBytes(UTF_8)));
            file.setAttribute(attribute("user.binary", bytes(200)));
            file.setAttribute(attribute("user.empty", new byte[0]));
            file.setAttribute(attribute("user.ünïcødé <&>", bytes(3)));
            file.setTimes(BEFORE_1970, BEFORE_1970);
        }
        try (OpenFile file = in.open("program")) {
            SampleDirectory.write(file, bytes(30), 0);
            file.changeOwner(1234, 70_000);
            file.changeMode(0755);
            file.setAttribute(new ExtendedAttribute("security.capability".getBytes(UTF_8), AccessLists.NET_BIND));
            file.setAttribute(attribute("security.holdfast", bytes(5)));
            file.setAttribute(attribute("trusted.holdfast", bytes(6)));
        }
        try (OpenFile file = in.open("access list")) {
            file.changeMode(0640);
            file.setAttribute(attribute("system.posix_acl_access", AccessLists.FOR_USER_1234));
        }
        in.below("default access list", below -> {
            below.directory().setAttribute(attribute("system.posix_acl_default", AccessLists.FOR_USER_1234));
            below.directory().setAttribute(attribute("system.posix_acl_access", AccessLists.FOR_USER_1234));
            below.file("has inherited", bytes(9));
            below.below("has inherited too", deeper -> deeper.file("deep", bytes(8)));
            try (OpenFile file = below.open("has no list")) {
                file.removeAttribute("system.posix_acl_access".getBytes(UTF_8));
                file.changeMode(0600);
            }
        });
        in.symlink("link", "user", ODD_TIME);
        try (PinnedEntry link = in.pin("link")) {
            link.setAttribute(attribute("trusted.link", bytes(7)));
        }
    }

    private static void times(SampleDirectory in) throws LinuxError {
        for (Instant time : TIMES) {
            try (OpenFile file = in.open("file " + time)) {
                file.setTimes(time, time);
            }
            in.below("directory " + time, below -> below.directory().setTimes(time, time));
        }
    }

    private void depth(SampleDirectory root) throws LinuxError {
        OpenDirectory at = SampleDirectory.make(root.directory(), FileName.of("deep"));
        for (int i = 0; i < 100; i++) {
            OpenDirectory below = SampleDirectory.make(at, FileName.of("d"));
            at.close();
            at = below;
        }
        new SampleDirectory(at).file("bottom", bytes(50));
        at.close();
    }

    private static FileName name(byte[] bytes) {
        return FileName.of(bytes);
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
