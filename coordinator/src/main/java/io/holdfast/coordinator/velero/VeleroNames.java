package io.holdfast.coordinator.velero;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Labels, annotations and finalizers by which Velero's resources refer to one another. */
public final class VeleroNames {
    public static final String BACKUP_NAME = "velero.io/backup-name";
    public static final String BACKUP_UID = "velero.io/backup-uid";
    public static final String RESTORE_NAME = "velero.io/restore-name";
    public static final String RESTORE_UID = "velero.io/restore-uid";
    public static final String SCHEDULE_NAME = "velero.io/schedule-name";
    public static final String STORAGE_LOCATION = "velero.io/storage-location";
    public static final String VOLUME_NAMESPACE = "velero.io/volume-namespace";
    public static final String REPOSITORY_TYPE = "velero.io/repository-type";
    public static final String POD_UID = "velero.io/pod-uid";
    public static final String PVC_UID = "velero.io/pvc-uid";
    public static final String PVC_NAME = "velero.io/pvc-name";
    public static final String EXCLUDE_FROM_BACKUP = "velero.io/exclude-from-backup";
    public static final String VOLUME_TIMEOUT = "velero.io/pod-volume-timeout";
    public static final String RESOURCE_TIMEOUT = "velero.io/resource-timeout";
    public static final String SOURCE_CLUSTER_GIT_VERSION = "velero.io/source-cluster-k8s-gitversion";
    public static final String SOURCE_CLUSTER_MAJOR_VERSION = "velero.io/source-cluster-k8s-major-version";
    public static final String SOURCE_CLUSTER_MINOR_VERSION = "velero.io/source-cluster-k8s-minor-version";

    /** On a restored pod, the uid of the Restore that has filled its volumes: its containers may start. Holdfast's own. */
    public static final String RESTORED = "holdfast.io/restored";

    /** Keeps a deleted Restore until its objects are gone from the store. */
    public static final String RESTORE_FINALIZER = "restores.velero.io/external-resources-finalizer";

    private static final int LONGEST_LABEL = 63;
    private static final int HASH_DIGITS = 6;

    private VeleroNames() {}

    /** A name as a label's value: names over 63 characters are cut and end in the start of their SHA-256. */
    public static String labelValue(String name) {
        if (name.length() <= LONGEST_LABEL) {
            return name;
        }
        String hash = HexFormat.of().formatHex(sha256(name));
        return name.substring(0, LONGEST_LABEL - HASH_DIGITS) + hash.substring(0, HASH_DIGITS);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
