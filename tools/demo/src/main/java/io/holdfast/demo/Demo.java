package io.holdfast.demo;

import io.holdfast.demo.files.FileChanges;
import io.holdfast.demo.files.TreeFacts;
import io.holdfast.task.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/** The story: files, a backup, changes, another backup, disaster, restore, comparison. */
final class Demo {
    private static final int SHOWN_DIFFERENCES = 10;

    private final DemoAssembly installation;
    private final Stage stage;
    private final boolean kept;
    private final DemoPods pods;
    private final VeleroRequests velero;

    Demo(DemoAssembly installation, Stage stage, boolean kept) {
        this.installation = installation;
        this.stage = stage;
        this.kept = kept;
        this.pods = new DemoPods(installation);
        this.velero = new VeleroRequests(installation.client(), stage);
    }

    /** Whether every file came back as it was. */
    boolean run() throws IOException, InterruptedException {
        stage.say(
                "Two nodes and a Kubernetes API are played; the coordinator, an agent on each node, gRPC with TLS between"
                        + " them and the repositories are real.");
        stage.say("1/7  Pods on both nodes get files of this machine");
        pods.create();
        pods.fill();
        showVolumes(pods.facts());

        velero.createLocation(installation.store());
        stage.say("2/7  First backup");
        StoredBackup first = backUp("first");

        stage.say("3/7  Some files change, some go, some come");
        for (Path folder : pods.folders().values()) {
            FileChanges.make(folder);
        }
        SortedMap<String, TreeFacts> before = pods.facts();
        stage.say("4/7  Second backup");
        StoredBackup second = backUp("second");
        if (second.filesRead() * 2 > first.filesRead()) {
            throw new DemoFailure("The second backup has read " + second.filesRead() + " files again, of "
                    + first.filesRead() + ", though few had changed.");
        }

        stage.say("5/7  Disaster: the namespaces are deleted, and their volumes' files with them");
        List<Path> old = List.copyOf(pods.folders().values());
        pods.delete();
        old.forEach(Demo::requireGone);
        stage.say("6/7  Restore");
        long started = System.nanoTime();
        velero.restore("second");
        pods.awaitRunning();
        showSpeed(
                "restored", before.values().stream().mapToLong(TreeFacts::bytes).sum(), started);

        stage.say("7/7  Comparison");
        boolean same = compare(before, pods.facts());
        showRepositories();
        return same;
    }

    private StoredBackup backUp(String name) throws IOException, InterruptedException {
        long started = System.nanoTime();
        velero.backUp(name, DemoPods.NAMESPACES);
        double seconds = (System.nanoTime() - started) / 1e9;
        StoredBackup stored = StoredBackup.of(name, repositories(), password());
        stage.say(
                "      %d volumes, %d files of %s in %.1f s; %s",
                stored.volumes(),
                stored.totals().filesProcessed(),
                Stage.bytes(stored.totals().bytesProcessed()),
                seconds,
                stored.filesRead() == stored.totals().filesProcessed()
                        ? "all of them read"
                        : stored.filesRead() + " read, the others had not changed");
        stage.say(
                "      deduplication %.1f×, compression %.1f×: %s stored, %s/s of files",
                stored.deduplication(),
                stored.compression(),
                Stage.bytes(stored.totals().dataAddedPacked()),
                Stage.bytes((long) (stored.totals().bytesProcessed() / seconds)));
        return stored;
    }

    private void showVolumes(SortedMap<String, TreeFacts> facts) {
        facts.forEach((volume, tree) ->
                stage.say("      %-24s %6d entries %10s", volume, tree.entries().size(), Stage.bytes(tree.bytes())));
    }

    private void showSpeed(String what, long bytes, long started) {
        double seconds = (System.nanoTime() - started) / 1e9;
        stage.say(
                "      %s %s in %.1f s: %s/s",
                what, Stage.bytes(bytes), seconds, Stage.bytes((long) (bytes / seconds)));
    }

    private boolean compare(SortedMap<String, TreeFacts> before, SortedMap<String, TreeFacts> after) {
        long entries = 0;
        long different = 0;
        for (var volume : before.entrySet()) {
            List<String> differences =
                    Objects.requireNonNull(after.get(volume.getKey())).differencesFrom(volume.getValue());
            entries += volume.getValue().entries().size();
            different += differences.size();
            differences.stream()
                    .limit(SHOWN_DIFFERENCES)
                    .forEach(difference -> stage.fail(volume.getKey() + "/" + difference));
        }
        if (different > 0) {
            stage.fail(different + " of " + entries + " entries did not come back as they were.");
            return false;
        }
        stage.say(
                "      All %d files, folders and links came back as they were: bytes, mode, owner, time, links, attributes.",
                entries);
        return true;
    }

    private void showRepositories() throws IOException {
        Path passwordFile = installation.folder().resolve("password");
        Files.writeString(passwordFile, password().reveal());
        if (!kept) {
            stage.say("`tools/holdfast demo --keep DIR` leaves the repositories, for restic to look at.");
            return;
        }
        stage.say("The repositories are restic's, and any restic client reads them:");
        for (Path repository : repositories()) {
            stage.say("  restic -r %s --password-file %s snapshots", repository, passwordFile);
        }
    }

    private List<Path> repositories() {
        return DemoPods.NAMESPACES.stream()
                .map(namespace -> installation
                        .store()
                        .resolve(VeleroRequests.BUCKET)
                        .resolve("restic")
                        .resolve(namespace))
                .toList();
    }

    /** As an operator exports it: without it the repositories are worth nothing. */
    private Secret password() {
        var secret = installation
                .client()
                .secrets()
                .inNamespace("velero")
                .withName("velero-repo-credentials")
                .require();
        byte[] password = Base64.getDecoder().decode(secret.getData().get("repository-password"));
        return new Secret(new String(password, StandardCharsets.UTF_8));
    }

    private static void requireGone(Path folder) {
        if (Files.exists(folder)) {
            throw new DemoFailure("The played kubelet has left " + folder + ", so a restore would prove nothing.");
        }
    }
}
