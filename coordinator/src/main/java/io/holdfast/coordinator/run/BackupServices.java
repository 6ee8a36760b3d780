package io.holdfast.coordinator.run;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.concurrent.Timers;
import io.holdfast.coordinator.dispatch.VolumeTasks;
import io.holdfast.coordinator.location.BackupLocations;
import io.holdfast.coordinator.status.BackupMetrics;
import io.holdfast.coordinator.volumerepository.RepositoryPassword;
import io.holdfast.coordinator.volumerepository.VolumeRepositories;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/**
 * What every backup works with.
 *
 * @param volumeTimeout after which the backup of a volume is given up
 * @param threads for volumes, one each: virtual ones
 */
public record BackupServices(
        KubernetesClient client,
        BackupLocations locations,
        VolumeRepositories repositories,
        RepositoryPassword password,
        VolumeTasks tasks,
        BackupMetrics metrics,
        Duration volumeTimeout,
        Clock clock,
        Timers timers,
        ThreadFactory threads) {}
