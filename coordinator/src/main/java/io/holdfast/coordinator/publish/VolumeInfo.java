package io.holdfast.coordinator.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.holdfast.coordinator.velero.PodVolumeBackup;
import io.holdfast.coordinator.velero.Timestamp;
import io.holdfast.coordinator.velero.VolumePhase;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One volume as {@code -volumeinfo.json.gz} tells of it; {@code velero backup describe} and restores read it. Fields that
 * are null are left out.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VolumeInfo(
        @Nullable String pvcName,
        @Nullable String pvcNamespace,
        @Nullable String pvName,
        @Nullable String backupMethod,
        boolean snapshotDataMoved,
        boolean preserveLocalSnapshot,
        boolean skipped,
        @Nullable String skippedReason,
        @Timestamp @Nullable Instant startTimestamp,
        @Timestamp @Nullable Instant completionTimestamp,
        @Nullable String result,
        @Nullable OfPodVolume pvbInfo,
        @Nullable OfPersistentVolume pvInfo) {

    /** What came of the PodVolumeBackup; the capital of {@code Phase} is Velero's. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OfPodVolume(
            @Nullable String snapshotHandle,
            @Nullable Long size,
            @Nullable Long incrementalSize,
            @Nullable String uploaderType,
            @Nullable String volumeName,
            @Nullable String podName,
            @Nullable String podNamespace,
            @Nullable String nodeName,
            @JsonProperty("Phase") @Nullable VolumePhase phase) {}

    /** What a restore has to know of the PersistentVolume; labels may be null, and are written so. */
    public record OfPersistentVolume(
            String reclaimPolicy, @Nullable Map<String, String> labels) {}

    /** The claim behind a volume. */
    public record Claim(String namespace, String name, String volume, OfPersistentVolume info) {}

    /** A volume whose files were to be backed up. */
    public static VolumeInfo of(PodVolumeBackup backup, @Nullable Claim claim) {
        var spec = backup.getSpec();
        var status = backup.getStatus();
        boolean completed = status.phase == VolumePhase.COMPLETED;
        return new VolumeInfo(
                claim == null ? null : claim.name(),
                claim == null ? null : claim.namespace(),
                claim == null ? null : claim.volume(),
                "PodVolumeBackup",
                false,
                false,
                false,
                null,
                status.startTimestamp,
                status.completionTimestamp,
                completed ? "succeeded" : "failed",
                new OfPodVolume(
                        status.snapshotID,
                        status.progress == null ? null : status.progress.totalBytes,
                        status.incrementalBytes,
                        spec.uploaderType,
                        spec.volume,
                        spec.pod == null ? null : spec.pod.getName(),
                        spec.pod == null ? null : spec.pod.getNamespace(),
                        spec.node,
                        status.phase),
                claim == null ? null : claim.info());
    }

    /** A claim whose data are not in the backup, and why. */
    public static VolumeInfo skipped(Claim claim, String reason) {
        return new VolumeInfo(
                claim.name(),
                claim.namespace(),
                claim.volume(),
                null,
                false,
                false,
                true,
                reason,
                null,
                null,
                null,
                null,
                claim.info());
    }
}
