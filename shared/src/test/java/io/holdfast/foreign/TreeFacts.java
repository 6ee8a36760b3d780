package io.holdfast.foreign;

import io.holdfast.linux.ExtendedAttribute;
import io.holdfast.linux.FileName;
import io.holdfast.linux.FileStatus;
import io.holdfast.linux.FileType;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.OpenFile;
import io.holdfast.linux.PinnedEntry;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a restore has to bring back of every entry below a directory, as lines by path, so that two trees are the same if
 * their facts are equal. The directory itself, inode numbers, change times and access times are left out, and so are sockets,
 * which mean nothing without their process. Holes are told by {@link DataMaps}.
 */
public final class TreeFacts {
    private final SortedMap<String, String> facts = new TreeMap<>();
    private final Map<Long, String> firstNames = new HashMap<>();

    private TreeFacts() {}

    public static SortedMap<String, String> of(Path directory) throws LinuxError {
        TreeFacts facts = new TreeFacts();
        try (OpenDirectory root = OpenDirectory.open(directory)) {
            facts.collect(root, "");
        }
        return facts.facts;
    }

    private void collect(OpenDirectory directory, String path) throws LinuxError {
        List<FileName> names = new ArrayList<>();
        directory.forEachEntry((name, _) -> names.add(name));
        names.sort(null);
        for (FileName name : names) {
            FileStatus status = directory.status(name);
            if (status.type() == FileType.SOCKET) {
                continue;
            }
            String own = path + HexFormat.of().formatHex(name.bytes()) + " " + name;
            try (PinnedEntry entry = directory.pin(name)) {
                facts.put(own, describe(entry, status, own) + content(directory, name, status));
            }
            if (status.isDirectory()) {
                try (OpenDirectory below = directory.openDirectory(name)) {
                    collect(below, own + "/");
                }
            }
        }
    }

    private String describe(PinnedEntry entry, FileStatus status, String path) throws LinuxError {
        List<String> attributes = new ArrayList<>();
        for (ExtendedAttribute attribute : entry.attributes()) {
            attributes.add(HexFormat.of().formatHex(attribute.name()) + "="
                    + HexFormat.of().formatHex(attribute.value()));
        }
        attributes.sort(null);
        String common = "mode %o owner %d:%d modified %s attributes %s"
                .formatted(status.mode(), status.uid(), status.gid(), status.modified(), attributes);
        if (!status.isDirectory()) {
            common += " names " + status.links() + " same as " + firstName(status, path);
        }
        return switch (status.type()) {
            case SYMLINK -> common + " to " + HexFormat.of().formatHex(entry.readLink());
            case BLOCK_DEVICE, CHARACTER_DEVICE -> common + " device " + status.representedDevice();
            case REGULAR, DIRECTORY, FIFO, SOCKET, UNKNOWN -> common;
        };
    }

    private String firstName(FileStatus status, String path) {
        return status.links() == 1 ? path : firstNames.computeIfAbsent(status.inode(), _ -> path);
    }

    private static String content(OpenDirectory directory, FileName name, FileStatus status) throws LinuxError {
        if (!status.isRegular()) {
            return "";
        }
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        try (OpenFile file = directory.openFile(name)) {
            for (long offset = 0; offset < status.size(); ) {
                int read = file.read(buffer, 0, buffer.length, offset);
                digest.update(buffer, 0, read);
                offset += read;
            }
        }
        return " size " + status.size() + " content " + HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
