package io.holdfast.coordinator.inventory;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.coordinator.inventory.ResourceLister.Query;
import io.holdfast.coordinator.status.ResultScope;
import io.holdfast.coordinator.status.RunLog;
import io.holdfast.coordinator.velero.BackupSpec;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists what a backup asks for. */
public final class ResourceInventory {
    private static final String DEFINITIONS = "customresourcedefinitions.apiextensions.k8s.io";

    private final KubernetesClient client;

    public ResourceInventory(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Everything that the filters include, and what that needs; what cannot be listed is an error of the run.
     *
     * @param spoolFile is created for the objects' JSON, and is the caller's to delete after the inventory's end
     */
    public Inventory take(BackupSpec spec, RunLog log, Path spoolFile) {
        ApiCatalog catalog = new ApiDiscovery(client).discover(log);
        Set<String> active = activeNamespaces();
        NamespaceFilter namespaces = new NamespaceFilter(
                Objects.requireNonNullElse(spec.includedNamespaces, List.of()),
                Objects.requireNonNullElse(spec.excludedNamespaces, List.of()),
                active);
        for (String missing : namespaces.missing()) {
            log.error(ResultScope.server(), "There is no namespace " + missing + ", which the backup is to include.");
        }
        ItemSpool spool = new ItemSpool(spoolFile);
        try {
            ItemGatherer gatherer = new ItemGatherer(new ResourceLister(client), spool, log);
            Listing listing = new Listing(
                    catalog, new ResourceFilter(spec, catalog, namespaces), namespaces, Selectors.of(spec), gatherer);
            listing.gatherKinds();
            listing.gatherNamespaces();
            listing.gatherBindings();
            listing.gatherRelated();
            listing.gatherDefinitions();
            return new Inventory(spool, client.getKubernetesSerialization(), gatherer.items());
        } catch (RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    private Set<String> activeNamespaces() {
        return client.namespaces().list().getItems().stream()
                .map(namespace -> namespace.getMetadata().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The lists of one inventory. */
    private record Listing(
            ApiCatalog catalog,
            ResourceFilter filter,
            NamespaceFilter namespaces,
            List<Optional<String>> selectors,
            ItemGatherer gatherer) {

        void gatherKinds() {
            for (ResourceKind kind : catalog.kinds()) {
                if (filter.includes(kind) && !kind.groupResource().equals(ResourceKind.NAMESPACES)) {
                    List<Optional<String>> places = kind.namespaced() ? namespaces.places() : List.of(Optional.empty());
                    places.forEach(place -> selectors.forEach(selector ->
                            gatherer.gather(new Query(kind, place, selector), this::isInIncludedNamespace)));
                }
            }
        }

        /** Those that the labels select, and those of whom something was taken. */
        void gatherNamespaces() {
            catalog.find(ResourceKind.NAMESPACES).filter(filter::includes).ifPresent(kind -> {
                selectors.forEach(selector -> gatherer.gather(
                        new Query(kind, Optional.empty(), selector), key -> namespaces.includes(key.name())));
                Set<String> used = gatherer.items().keySet().stream()
                        .map(ItemKey::namespace)
                        .collect(Collectors.toSet());
                gatherer.gather(query(kind), key -> used.contains(key.name()));
            });
        }

        /** Those that give a role to an account that was taken; the account itself names none. */
        void gatherBindings() {
            Set<ItemKey> accounts = gatherer.items().keySet().stream()
                    .filter(key -> key.resource().equals(RelatedItems.ACCOUNTS))
                    .collect(Collectors.toSet());
            if (!accounts.isEmpty()) {
                catalog.find(RelatedItems.BINDINGS)
                        .filter(filter::admits)
                        .ifPresent(kind -> gatherer.gather(
                                query(kind),
                                (_, binding) -> !Collections.disjoint(RelatedItems.accounts(binding), accounts)));
            }
        }

        /** What the items link to and no filter forbids, whether or not it was selected; and what that links to. */
        void gatherRelated() {
            Set<ItemKey> asked = new HashSet<>();
            for (Set<ItemKey> missing = missing(asked); !missing.isEmpty(); missing = missing(asked)) {
                asked.addAll(missing);
                Set<ItemKey> wanted = missing;
                wanted.stream()
                        .map(ItemKey::resource)
                        .distinct()
                        .forEach(resource -> catalog.find(resource)
                                .filter(filter::admits)
                                .ifPresent(kind -> places(kind, wanted)
                                        .forEach(place -> gatherer.gather(
                                                new Query(kind, place, Optional.empty()),
                                                key -> wanted.contains(key) && isInIncludedNamespace(key)))));
            }
        }

        /** The definitions of custom resources that were taken, without which they cannot be restored elsewhere. */
        void gatherDefinitions() {
            Set<String> custom = gatherer.items().values().stream()
                    .map(Item::kind)
                    .filter(kind -> kind.group().contains("."))
                    .map(ResourceKind::groupResource)
                    .collect(Collectors.toSet());
            if (!custom.isEmpty()) {
                catalog.find(DEFINITIONS)
                        .filter(filter::admits)
                        .ifPresent(kind -> gatherer.gather(query(kind), key -> custom.contains(key.name())));
            }
        }

        private Set<ItemKey> missing(Set<ItemKey> asked) {
            return gatherer.items().values().stream()
                    .flatMap(item -> Stream.concat(item.links().stream(), item.companions().stream()))
                    .filter(key -> !gatherer.items().containsKey(key) && !asked.contains(key))
                    .collect(Collectors.toSet());
        }

        private static List<Optional<String>> places(ResourceKind kind, Set<ItemKey> wanted) {
            return kind.namespaced()
                    ? wanted.stream()
                            .filter(key -> key.resource().equals(kind.groupResource()))
                            .map(key -> Optional.of(key.namespace()))
                            .distinct()
                            .toList()
                    : List.of(Optional.empty());
        }

        private boolean isInIncludedNamespace(ItemKey key) {
            return key.namespace().isEmpty() || namespaces.includes(key.namespace());
        }

        private static Query query(ResourceKind kind) {
            return new Query(kind, Optional.empty(), Optional.empty());
        }
    }
}
