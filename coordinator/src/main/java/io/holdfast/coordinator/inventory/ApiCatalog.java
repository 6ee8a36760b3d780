package io.holdfast.coordinator.inventory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The kinds that the API server can list, in the order in which a backup takes them. */
public final class ApiCatalog {
    /** Pods, their claims and the claims' volumes first, because data is taken with them; the rest by name. */
    private static final List<String> FIRST = List.of(ResourceKind.PODS, ResourceKind.CLAIMS, ResourceKind.VOLUMES);

    private static final Comparator<ResourceKind> ORDER = Comparator.comparingInt(ApiCatalog::rank)
            .thenComparing(ResourceKind::group)
            .thenComparing(ResourceKind::plural);

    private final List<ResourceKind> kinds;
    private final Map<String, ResourceKind> byName = new HashMap<>();

    public ApiCatalog(List<ResourceKind> kinds) {
        this.kinds = kinds.stream().sorted(ORDER).toList();
        for (ResourceKind kind : this.kinds) {
            byName.putIfAbsent(kind.groupResource(), kind);
        }
        for (ResourceKind kind : this.kinds) {
            byName.putIfAbsent(kind.plural(), kind);
            byName.putIfAbsent(kind.kind().toLowerCase(Locale.ROOT), kind);
            kind.aliases().forEach(alias -> {
                byName.putIfAbsent(alias, kind);
                byName.putIfAbsent(alias + "." + kind.group(), kind);
            });
        }
    }

    public List<ResourceKind> kinds() {
        return kinds;
    }

    /** Finds a kind by any name that a user may give it: {@code deploy}, {@code deployment}, {@code deployments.apps}. */
    public Optional<ResourceKind> find(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }

    private static int rank(ResourceKind kind) {
        int rank = FIRST.indexOf(kind.groupResource());
        return rank < 0 ? FIRST.size() : rank;
    }
}
