package io.holdfast.coordinator.publish;

import java.util.List;

/** Where Velero keeps the objects of one backup, relative to its location's prefix. */
public record VeleroLayout(String backup) {
    /** All of the backup's objects, and nothing else, are below it. */
    public String folder() {
        return "backups/" + backup + "/";
    }

    /** The Backup itself; where it is, the backup exists. */
    public String metadata() {
        return folder() + "velero-backup.json";
    }

    public String contents() {
        return named(".tar.gz");
    }

    public String log() {
        return named("-logs.gz");
    }

    public String podVolumeBackups() {
        return named("-podvolumebackups.json.gz");
    }

    public String volumeSnapshots() {
        return named("-volumesnapshots.json.gz");
    }

    public String itemOperations() {
        return named("-itemoperations.json.gz");
    }

    public String resourceList() {
        return named("-resource-list.json.gz");
    }

    public String results() {
        return named("-results.gz");
    }

    public String volumeInfo() {
        return named("-volumeinfo.json.gz");
    }

    /** All but the Backup itself, in the order in which they are to be removed: last what reserves the name. */
    List<String> payload() {
        return List.of(
                log(),
                podVolumeBackups(),
                volumeSnapshots(),
                itemOperations(),
                resourceList(),
                results(),
                volumeInfo(),
                contents());
    }

    private String named(String suffix) {
        return folder() + backup + suffix;
    }
}
