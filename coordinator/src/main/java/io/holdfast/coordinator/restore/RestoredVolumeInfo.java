package io.holdfast.coordinator.restore;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.holdfast.coordinator.restore.volumes.VolumeReport;
import io.holdfast.coordinator.velero.PodVolumeRestoreSpec;
import io.holdfast.coordinator.velero.VolumePhase;
import org.jspecify.annotations.Nullable;

/** One volume as {@code <restore>-volumeinfo.json.gz} tells of it; fields that are null are left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RestoredVolumeInfo(
        @Nullable String pvcName,
        @Nullable String pvcNamespace,
        @Nullable String pvName,
        String restoreMethod,
        boolean snapshotDataMoved,
        OfPodVolume pvrInfo) {

    /** What came of the PodVolumeRestore; the capital of {@code Phase} is Velero's. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OfPodVolume(
            @Nullable String snapshotHandle,
            @Nullable Long size,
            @Nullable String uploaderType,
            @Nullable String volumeName,
            @Nullable String podName,
            @Nullable String podNamespace,
            @JsonProperty("Phase") VolumePhase phase) {}

    static RestoredVolumeInfo of(VolumeReport report) {
        PodVolumeRestoreSpec spec = report.resource().getSpec();
        return new RestoredVolumeInfo(
                report.claim().map(VolumeReport.Claim::name).orElse(null),
                report.claim().map(VolumeReport.Claim::namespace).orElse(null),
                report.claim().map(VolumeReport.Claim::volume).orElse(null),
                "PodVolumeRestore",
                false,
                new OfPodVolume(
                        spec.snapshotID,
                        spec.snapshotSize,
                        spec.uploaderType,
                        spec.volume,
                        spec.pod == null ? null : spec.pod.getName(),
                        spec.pod == null ? null : spec.pod.getNamespace(),
                        report.trouble().isEmpty() ? VolumePhase.COMPLETED : VolumePhase.FAILED));
    }
}
