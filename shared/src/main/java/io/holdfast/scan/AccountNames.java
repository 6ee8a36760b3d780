package io.holdfast.scan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of users and groups by number, as /etc/passwd and /etc/group list them when the process looks first: what a static
 * program sees, restic's own build included. Immutable.
 */
public final class AccountNames {
    private final Map<Long, String> users;
    private final Map<Long, String> groups;

    private AccountNames(Map<Long, String> users, Map<Long, String> groups) {
        this.users = users;
        this.groups = groups;
    }

    /** Those of this machine; a list that cannot be read is taken as empty, since numbers are what restores rely on. */
    public static AccountNames ofThisMachine() {
        return of(Path.of("/etc/passwd"), Path.of("/etc/group"));
    }

    static AccountNames of(Path passwd, Path group) {
        return new AccountNames(read(passwd), read(group));
    }

    /** The user's name, or an empty string where it is not known. */
    public String user(long uid) {
        return users.getOrDefault(uid, "");
    }

    /** The group's name, or an empty string where it is not known. */
    public String group(long gid) {
        return groups.getOrDefault(gid, "");
    }

    /** Lines of {@code name:password:number:…}; the first name of a number counts. */
    private static Map<Long, String> read(Path file) {
        Map<Long, String> names = new HashMap<>();
        for (String line : lines(file)) {
            String[] fields = line.split(":", 4);
            boolean isEntry = fields.length >= 3 && !fields[0].isEmpty() && fields[0].charAt(0) != '#';
            if (isEntry && fields[2].matches("\\d{1,10}")) {
                names.putIfAbsent(Long.parseLong(fields[2]), fields[0].strip());
            }
        }
        return Map.copyOf(names);
    }

    private static List<String> lines(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
