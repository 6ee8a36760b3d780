package io.holdfast.coordinator.inventory;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which of the cluster's namespaces a backup takes. */
public final class NamespaceFilter {
    private final List<String> included;
    private final GlobSet includes;
    private final GlobSet excludes;
    private final Set<String> active;

    /** No included namespace at all means every one; {@code active} are those of the cluster. */
    public NamespaceFilter(List<String> included, List<String> excluded, Set<String> active) {
        this.included = included.isEmpty() ? List.of("*") : List.copyOf(included);
        this.includes = new GlobSet(this.included);
        this.excludes = new GlobSet(excluded);
        this.active = Set.copyOf(active);
    }

    public boolean includes(String namespace) {
        return !excludes.matches(namespace) && includes.matches(namespace);
    }

    /** Whether nothing is left out. */
    boolean isEverything() {
        return active.stream().allMatch(this::includes);
    }

    /** Namespaces that were asked for by name and are not there. */
    List<String> missing() {
        return included.stream()
                .filter(name -> !GlobSet.isPattern(name) && !active.contains(name))
                .toList();
    }

    /** Where to list: in each included namespace, or once over all of them, filtering afterwards. */
    List<Optional<String>> places() {
        return includes.isStar()
                ? List.of(Optional.empty())
                : active.stream()
                        .filter(this::includes)
                        .sorted()
                        .map(Optional::of)
                        .toList();
    }
}
