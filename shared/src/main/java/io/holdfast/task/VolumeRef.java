package io.holdfast.task;

import java.util.Objects;

/**
 * One volume of one pod on one node, as kubelet knows it.
 *
 * @param directoryName the folder kubelet gives the volume: the pod's volume name, or the PersistentVolume's for a claim
 * @param persistent a claim's volume: it must be a mount point on the node, or its data are not there
 */
public record VolumeRef(
        String node,
        String podNamespace,
        String podName,
        String podUid,
        String volumeName,
        String directoryName,
        boolean persistent) {
    public VolumeRef {
        Objects.requireNonNull(node, "node is null");
        Objects.requireNonNull(podNamespace, "podNamespace is null");
        Objects.requireNonNull(podName, "podName is null");
        Objects.requireNonNull(podUid, "podUid is null");
        Objects.requireNonNull(volumeName, "volumeName is null");
        Objects.requireNonNull(directoryName, "directoryName is null");
    }

    /** As messages name it: {@code volume data of pod shop/db-0}. */
    public String describe() {
        return "volume " + volumeName + " of pod " + podNamespace + "/" + podName;
    }
}
