package io.holdfast.agent.volume;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.linux.Errno;
import io.holdfast.linux.FileName;
import io.holdfast.linux.FileStatus;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.task.VolumeRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds volumes at {@code <pods root>/<pod uid>/volumes/<plugin>/<name>}, the plugin being a folder with {@code ~} in its
 * name, and for CSI at {@code mount} below that. All but an emptyDir has to be a mount point: where nothing is mounted, the
 * data are elsewhere, and the empty folder in their place must not be taken for them. Two volumes of one name cannot be
 * told apart, so neither is taken.
 */
public final class PodVolumeLocator {
    private static final FileName VOLUMES = FileName.of("volumes");
    private static final FileName CSI = FileName.of("kubernetes.io~csi");
    private static final FileName EMPTY_DIR = FileName.of("kubernetes.io~empty-dir");
    private static final FileName CSI_MOUNT = FileName.of("mount");

    private final Path podsRoot;

    public PodVolumeLocator(Path podsRoot) {
        this.podsRoot = podsRoot;
    }

    /** The volume's root, opened; the message of a failure names volume, pod and place. */
    public LocatedVolume locate(VolumeRef volume) {
        FileName pod = name(volume.podUid(), "pod uid", volume);
        FileName folder = name(volume.directoryName(), "volume folder", volume);
        String place = podsRoot + "/" + pod + "/volumes";
        try (OpenDirectory root = openRoot();
                OpenDirectory podFolder = openPod(root, pod, volume)) {
            return find(podFolder, place, folder, volume)
                    .orElseThrow(() -> new BackupException(
                            FailureKind.NOT_FOUND,
                            upper(volume) + " is not on node " + volume.node() + ": no plugin's folder below " + place
                                    + " holds " + folder
                                    + "; the volume is not mounted there, or not of a kind that kubelet mounts."));
        } catch (LinuxError e) {
            throw unreachable(volume, place, e);
        }
    }

    /**
     * Throws where the volume's path no longer leads to what was located: it was unmounted while it was worked on, and
     * what has been read or written by its path may be the empty folder beneath.
     */
    public void requireUnchanged(LocatedVolume located, VolumeRef volume) {
        try (LocatedVolume now = locate(volume)) {
            FileStatus then = located.root().status();
            FileStatus current = now.root().status();
            if (!current.sameMountAs(then) || current.inode() != then.inode()) {
                throw new BackupException(
                        FailureKind.NOT_FOUND,
                        upper(volume) + " was unmounted from " + located.path() + " while it was worked on; let its pod"
                                + " run until the end.");
            }
        } catch (LinuxError e) {
            throw unreachable(volume, located.path(), e);
        }
    }

    private Optional<LocatedVolume> find(OpenDirectory pod, String place, FileName folder, VolumeRef volume)
            throws LinuxError {
        try (OpenDirectory volumes = pod.openDirectory(VOLUMES)) {
            List<FileName> holders = pluginsWith(volumes, folder);
            if (holders.size() > 1) {
                throw new BackupException(
                        FailureKind.INVALID_INPUT,
                        upper(volume) + " cannot be told from another volume on node " + volume.node() + ": " + holders
                                + " below " + place + " each hold " + folder + "; give the volumes different names.");
            }
            return holders.isEmpty() ? Optional.empty() : open(volumes, holders.getFirst(), place, folder, volume);
        } catch (LinuxError e) {
            if (e.errno() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Optional<LocatedVolume> open(
            OpenDirectory volumes, FileName plugin, String place, FileName folder, VolumeRef volume) throws LinuxError {
        try (OpenDirectory ofPlugin = volumes.openDirectory(plugin)) {
            Optional<OpenDirectory> found = openIfThere(ofPlugin, folder);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            String path = place + "/" + plugin + "/" + folder;
            boolean plain = plugin.equals(EMPTY_DIR) && !volume.persistent();
            return Optional.of(
                    plugin.equals(CSI)
                            ? csiMount(found.get(), path, volume)
                            : plain
                                    ? new LocatedVolume(found.get(), path)
                                    : mounted(ofPlugin, found.get(), path, volume));
        }
    }

    private static LocatedVolume csiMount(OpenDirectory ofVolume, String path, VolumeRef volume) throws LinuxError {
        try (ofVolume) {
            OpenDirectory mount =
                    openIfThere(ofVolume, CSI_MOUNT).orElseThrow(() -> notMounted(volume, path + "/" + CSI_MOUNT));
            return mounted(ofVolume, mount, path + "/" + CSI_MOUNT, volume);
        }
    }

    /** Takes over {@code root}; fails where it is no mount point. */
    private static LocatedVolume mounted(OpenDirectory parent, OpenDirectory root, String path, VolumeRef volume)
            throws LinuxError {
        try {
            FileStatus above = parent.status();
            if (root.status().sameMountAs(above)) {
                throw notMounted(volume, path);
            }
            return new LocatedVolume(root, path);
        } catch (LinuxError | BackupException e) {
            root.close();
            throw e;
        }
    }

    private OpenDirectory openRoot() {
        try {
            return OpenDirectory.open(podsRoot);
        } catch (LinuxError e) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT,
                    "The pods' root " + podsRoot + " cannot be opened (" + e.reason()
                            + "); mount kubelet's folder of pods there or give another --pods-root.",
                    e);
        }
    }

    private OpenDirectory openPod(OpenDirectory root, FileName pod, VolumeRef volume) throws LinuxError {
        return openIfThere(root, pod)
                .orElseThrow(() -> new BackupException(
                        FailureKind.NOT_FOUND,
                        "Pod " + volume.podNamespace() + "/" + volume.podName() + " is not on node " + volume.node()
                                + ": there is no " + podsRoot + "/" + pod
                                + "; it was deleted, or has moved, so its volume " + volume.volumeName()
                                + " cannot be reached."));
    }

    private static Optional<OpenDirectory> openIfThere(OpenDirectory parent, FileName name) throws LinuxError {
        try {
            return Optional.of(parent.openDirectory(name));
        } catch (LinuxError e) {
            if (e.errno() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static List<FileName> pluginsWith(OpenDirectory volumes, FileName folder) throws LinuxError {
        List<FileName> plugins = new ArrayList<>();
        volumes.forEachEntry((name, _) -> {
            if (name.toString().contains("~")) {
                plugins.add(name);
            }
        });
        List<FileName> holders = new ArrayList<>();
        for (FileName plugin : plugins) {
            try (OpenDirectory ofPlugin = volumes.openDirectory(plugin)) {
                openIfThere(ofPlugin, folder).ifPresent(found -> {
                    found.close();
                    holders.add(plugin);
                });
            }
        }
        return holders;
    }

    private static FileName name(String text, String what, VolumeRef volume) {
        try {
            return FileName.of(text);
        } catch (IllegalArgumentException e) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT,
                    "The " + what + " of " + volume.describe() + " cannot be a folder's name: \"" + text + "\".",
                    e);
        }
    }

    private static BackupException notMounted(VolumeRef volume, String path) {
        return new BackupException(
                FailureKind.NOT_FOUND,
                upper(volume) + " should be mounted at " + path + " on node " + volume.node()
                        + ", but nothing is, so its data are not there; see that the pods' root is mounted into the agent with"
                        + " mountPropagation HostToContainer, and that the pod runs.");
    }

    private static BackupException unreachable(VolumeRef volume, String place, LinuxError e) {
        return new BackupException(
                e.kind(FailureKind.UNREADABLE),
                upper(volume) + " cannot be reached below " + place + " on node " + volume.node() + ": "
                        + e.getMessage(),
                e);
    }

    private static String upper(VolumeRef volume) {
        String text = volume.describe();
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
