package io.holdfast.coordinator.dispatch;

import java.util.Objects;

/**
 * What agents are told of who has taken them in.
 *
 * @param cluster tells clusters apart that share a bucket: the first 8 digits of the uid of namespace kube-system
 * @param softwareVersion for logs only
 */
public record CoordinatorName(String cluster, String softwareVersion) {
    public CoordinatorName {
        Objects.requireNonNull(cluster, "cluster is null");
        Objects.requireNonNull(softwareVersion, "softwareVersion is null");
    }
}
