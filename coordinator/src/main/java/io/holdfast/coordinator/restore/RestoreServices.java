package io.holdfast.coordinator.restore;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.concurrent.Timers;
import io.holdfast.coordinator.dispatch.VolumeTasks;
import io.holdfast.coordinator.location.BackupLocations;
import io.holdfast.coordinator.volumerepository.VolumeRepositories;
import java.time.Clock;
import java.time.Duration;

/**
 * What every restore works with.
 *
 * @param helperImage of the init container that holds a restored pod
 * @param volumeTimeout after which volumes that are not restored are given up
 */
public record RestoreServices(
        KubernetesClient client,
        BackupLocations locations,
        VolumeRepositories repositories,
        VolumeTasks tasks,
        RestoreMetrics metrics,
        String helperImage,
        Duration volumeTimeout,
        Clock clock,
        Timers timers) {}
