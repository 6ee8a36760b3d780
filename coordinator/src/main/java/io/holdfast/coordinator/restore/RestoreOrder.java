package io.holdfast.coordinator.restore;

import java.util.Comparator;
import java.util.List;

/**
 * The order of Velero: first what others need to exist, then the rest by name, last what would start to act on the rest.
 * Definitions come before everything and are not in it.
 */
final class RestoreOrder {
    static final String DEFINITIONS = "customresourcedefinitions.apiextensions.k8s.io";

    private static final List<String> FIRST = List.of(
            "namespaces",
            "storageclasses.storage.k8s.io",
            "volumesnapshotclasses.snapshot.storage.k8s.io",
            "volumesnapshotcontents.snapshot.storage.k8s.io",
            "volumesnapshots.snapshot.storage.k8s.io",
            "datauploads.velero.io",
            "persistentvolumes",
            "persistentvolumeclaims",
            "clusterroles.rbac.authorization.k8s.io",
            "roles.rbac.authorization.k8s.io",
            "serviceaccounts",
            "clusterrolebindings.rbac.authorization.k8s.io",
            "rolebindings.rbac.authorization.k8s.io",
            "secrets",
            "configmaps",
            "limitranges",
            "priorityclasses.scheduling.k8s.io",
            "pods",
            "replicasets.apps",
            "clusterclasses.cluster.x-k8s.io",
            "endpoints",
            "services");
    private static final List<String> LAST = List.of(
            "clusterbootstraps.run.tanzu.vmware.com",
            "clusters.cluster.x-k8s.io",
            "clusterresourcesets.addons.cluster.x-k8s.io",
            "apps.kappctrl.k14s.io",
            "packageinstalls.packaging.carvel.dev");

    /** Orders resources as they are named in the backup, {@code deployments.apps}. */
    static final Comparator<String> BY_RESOURCE =
            Comparator.comparingInt(RestoreOrder::rank).thenComparing(Comparator.naturalOrder());

    private RestoreOrder() {}

    private static int rank(String resource) {
        int first = FIRST.indexOf(resource);
        return first >= 0 ? first : FIRST.size() + 1 + LAST.indexOf(resource);
    }
}
