package io.holdfast.integration.installation;

import io.holdfast.integration.program.Shell;
import io.holdfast.integration.testbed.Kubectl;
import io.holdfast.integration.testbed.S3;
import io.holdfast.integration.testbed.TestBed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** The namespace that Holdfast serves, and what users and Holdfast keep there. */
public record VeleroNamespace(Kubectl kubectl, S3 s3) {
    public static final String NAME = "velero";
    static final String LIMITS = "node-agent-config";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Makes the namespace with the definitions, the agents' account and the credentials of the S3 server. */
    void create() {
        kubectl.run("create", "namespace", NAME);
        kubectl.run(
                "apply",
                "--filename",
                TestBed.projectFile("deploy/coordinator/crds").toString());
        kubectl.run("--namespace", NAME, "create", "serviceaccount", "holdfast-node-agent");
        secret("cloud-credentials", "cloud", s3.credentialsFile());
        limits("{}");
    }

    /** Without what users and Holdfast have made there since, but for the password; what is stored stays. */
    void clear() {
        delete("restores");
        delete("backupstoragelocations"); // else backups are imported again
        delete("backups,podvolumebackups,podvolumerestores,backuprepositories,downloadrequests");
        limits("{}");
    }

    private void delete(String resources) {
        kubectl.run("--namespace", NAME, "delete", resources, "--all");
    }

    /** A token of the agents' account, bound to a node, as kubelet projects it into the DaemonSet's pod. */
    public String token(String node) {
        return kubectl.run(("--namespace %s create token holdfast-node-agent --audience holdfast-coordinator"
                                + " --bound-object-kind Node --bound-object-name %s")
                        .formatted(NAME, node)
                        .split(" ", -1))
                .output()
                .strip();
    }

    /** Velero's ConfigMap of the node agents' limits, a JSON text. */
    public void limits(String json) {
        kubectl.apply("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, namespace: %s}
                data: {config.json: '%s'}
                """.formatted(LIMITS, NAME, json));
    }

    /** A location in a bucket with nothing in it. */
    public void newS3Location(String name, String bucket, String prefix) {
        s3.emptyBucket(bucket);
        s3Location(name, bucket, prefix);
    }

    /** A location in a bucket as it is, which the coordinator finds available. */
    public void s3Location(String name, String bucket, String prefix) {
        s3LocationUnchecked(name, bucket, prefix);
        awaitLocation(name, "Available");
    }

    /** A location that may not be usable. */
    public void s3LocationUnchecked(String name, String bucket, String prefix) {
        Map<String, String> config = Map.of("region", s3.region(), "s3ForcePathStyle", "true", "s3Url", s3.endpoint());
        location(name, "aws", bucket, prefix, config);
    }

    /** A location in a directory that the coordinator and all nodes see: {@code <path>/<bucket>/<prefix>}. */
    public void directoryLocation(String name, Path path, String bucket, String prefix) {
        Shell.here().run("mkdir -p \"$1\"", path.resolve(bucket).toString());
        location(name, "holdfast.io/directory", bucket, prefix, Map.of("path", path.toString()));
        awaitLocation(name, "Available");
    }

    /** Returns when the coordinator has looked at the location and given it this phase. */
    public void awaitLocation(String name, String phase) {
        kubectl.await(NAME, "backupstoragelocation/" + name, "jsonpath={.status.phase}=" + phase, PATIENCE);
    }

    /** Makes a location the default one. */
    private void location(String name, String provider, String bucket, String prefix, Map<String, String> config) {
        String pairs = config.entrySet().stream()
                .map(entry -> "%s: '%s'".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        kubectl.apply("""
                apiVersion: velero.io/v1
                kind: BackupStorageLocation
                metadata: {name: %s, namespace: %s}
                spec:
                  default: true
                  provider: %s
                  objectStorage: {bucket: '%s', prefix: '%s'}
                  config: {%s}
                """.formatted(name, NAME, provider, bucket, prefix, pairs));
    }

    /** The snapshots of a backup's volumes, {@code pod/volume} to identifier. */
    public Map<String, String> snapshots(String backup) {
        String line = "{.spec.pod.name}/{.spec.volume} {.status.snapshotID}{'\\n'}";
        return kubectl.run(
                        "--namespace=" + NAME,
                        "get",
                        "podvolumebackups",
                        "--selector=velero.io/backup-name=" + backup,
                        "--output=jsonpath={range .items[*]}" + line + "{end}")
                .output()
                .lines()
                .map(each -> each.split(" ", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /** What Holdfast encrypts with. */
    public String repositoryPassword() {
        return ofSecret("velero-repo-credentials", "repository-password");
    }

    public void repositoryPassword(String password) {
        secret("velero-repo-credentials", "repository-password", password);
    }

    /** The authority that has signed the coordinator's certificate, as PEM. */
    String authority() {
        return ofSecret("holdfast-coordinator-tls", "ca.crt");
    }

    private String ofSecret(String secret, String key) {
        kubectl.await(NAME, "secret/" + secret, "create", PATIENCE);
        String value = kubectl.field(NAME, "secret/" + secret, "{.data.%s}".formatted(key.replace(".", "\\.")));
        return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    }

    private void secret(String name, String key, String value) {
        kubectl.apply("""
                apiVersion: v1
                kind: Secret
                metadata: {name: %s, namespace: %s}
                data: {%s: %s}
                """.formatted(
                        name, NAME, key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
    }
}
