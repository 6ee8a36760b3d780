package io.holdfast.integration.workload;

import io.holdfast.integration.program.Shell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one could tell of each file of a tree: kind, mode, owner, time, size, links, bytes and attributes, by path. Foreign
 * programs take it, as Java sees neither every name nor every attribute; a byte of a name is a character here.
 */
public record TreeListing(Map<String, String> files) {
    private static final String FACTS =
            "cd \"$1\"; find . -printf '%P\\0%y mode %#m owner %U:%G time %T@\\0%y\\0%s\\0%l\\0%D:%i\\0%n\\0'";
    private static final String DIGESTS = "cd \"$1\"; find . -type f -exec sha256sum -z {} +";
    private static final String ATTRIBUTES = "cd \"$1\"; getfattr -R -h -P -d -m - -e hex .";

    public TreeListing {
        files = Map.copyOf(files);
    }

    /** Lists a folder; the shell is where it can be seen. */
    public static TreeListing of(Shell shell, String folder) {
        Map<String, String> files = facts(shell, folder);
        for (String line : shell.run(DIGESTS, folder).rawOutput().split("\0", 0)) {
            if (!line.isEmpty()) {
                files.merge(line.substring(line.indexOf("./") + 2), " sha256 " + line.split(" ", 2)[0], String::concat);
            }
        }
        // getfattr writes odd names in a way of its own, so attributes are entries of their own
        for (String block : shell.run(ATTRIBUTES, folder).rawOutput().split("\n\n", 0)) {
            List<String> lines = block.lines().toList();
            if (lines.size() > 1) {
                Set<String> attributes = new TreeSet<>(lines.subList(1, lines.size()));
                files.put(lines.getFirst().replace("# file: ", "attributes of "), attributes.toString());
            }
        }
        return new TreeListing(files);
    }

    private static Map<String, String> facts(Shell shell, String folder) {
        Map<String, String> files = new HashMap<>();
        Map<String, TreeSet<String>> names = new HashMap<>();
        String[] fields = shell.run(FACTS, folder).rawOutput().split("\0", -1);
        for (int i = 0; i + 7 <= fields.length; i += 7) {
            String path = fields[i];
            String kind = fields[i + 2];
            String more = switch (kind) {
                case "f" -> " size " + fields[i + 3];
                case "l" -> " to " + fields[i + 4];
                default -> "";
            };
            files.put(path, fields[i + 1] + more);
            if (!kind.equals("d") && !fields[i + 6].equals("1")) {
                names.computeIfAbsent(fields[i + 5], _ -> new TreeSet<>()).add(path);
            }
        }
        names.values().forEach(all -> all.forEach(path -> files.merge(path, " as " + all, String::concat)));
        return files;
    }

    /** The same without a path and what lies below it. */
    public TreeListing without(String path) {
        Map<String, String> others = new HashMap<>(files);
        others.keySet().removeIf(each -> each.equals(path) || each.startsWith(path + "/"));
        return new TreeListing(others);
    }

    /** What differs in the other tree, a line for each file; empty where both are the same. */
    public List<String> differencesFrom(TreeListing other) {
        Set<String> paths = new TreeSet<>(files.keySet());
        paths.addAll(other.files.keySet());
        List<String> differences = new ArrayList<>();
        for (String path : paths) {
            String here = files.getOrDefault(path, "missing");
            String there = other.files.getOrDefault(path, "missing");
            if (!here.equals(there)) {
                differences.add("%s: %s; in the other: %s".formatted(path.isEmpty() ? "." : path, here, there));
            }
        }
        return differences;
    }

    @Override
    public String toString() {
        return new TreeMap<>(files).toString();
    }
}
