package io.holdfast.agent.volume;

import io.holdfast.agent.Assignments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Kubelet's folder of pods in a test's folder, with real bind mounts where a test asks for one; unmounted by {@link #unmountAll}. */
public final class PodsRoot {
    private final Path root;
    private final List<Path> mounts = new ArrayList<>();

    public PodsRoot(Path root) {
        this.root = root;
    }

    public Path path() {
        return root;
    }

    /** The folder of a volume of the test's pod; made where it is not there. */
    public Path volume(String plugin, String name) throws IOException {
        return Files.createDirectories(root.resolve(Assignments.POD_UID)
                .resolve("volumes")
                .resolve(plugin)
                .resolve(name));
    }

    /** Mounts a folder over another, as a volume's driver does. Needs root. */
    public void bind(Path source, Path target) throws IOException, InterruptedException {
        run("mount", "--bind", source.toString(), target.toString());
        mounts.add(target);
    }

    public void unmount(Path target) throws IOException, InterruptedException {
        run("umount", "--lazy", target.toString());
        mounts.remove(target);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " has failed; this test mounts, so it needs root");
        }
    }

    public void unmountAll() throws IOException, InterruptedException {
        for (Path mount : List.copyOf(mounts)) {
            unmount(mount);
        }
    }
}
