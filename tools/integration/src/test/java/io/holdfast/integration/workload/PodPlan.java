package io.holdfast.integration.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A pod to create on a node, with its volumes; a volume is an emptyDir, or a claim of the same name as the volume.
 *
 * @param medium of the emptyDirs: {@code ""} for the node's disk, or {@code Memory}
 */
public record PodPlan(
        String name,
        String node,
        String medium,
        List<String> emptyDirs,
        List<String> claims,
        Map<String, String> annotations) {
    public static PodPlan of(String name, String node) {
        return new PodPlan(name, node, "", List.of(), List.of(), Map.of());
    }

    /** With emptyDirs in memory: gigabytes are there at once, and no disk is waited for. */
    public PodPlan inMemory() {
        return new PodPlan(name, node, "Memory", emptyDirs, claims, annotations);
    }

    public PodPlan emptyDir(String volume) {
        return new PodPlan(name, node, medium, plus(emptyDirs, volume), claims, annotations);
    }

    public PodPlan claim(String volume) {
        return new PodPlan(name, node, medium, emptyDirs, plus(claims, volume), annotations);
    }

    public PodPlan annotation(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(annotations);
        more.put(key, value);
        return new PodPlan(name, node, medium, emptyDirs, claims, more);
    }

    /** With all its volumes opted in to file-system backup. */
    public PodPlan backedUp() {
        return annotation("backup.velero.io/backup-volumes", String.join(",", volumes()));
    }

    List<String> volumes() {
        List<String> all = new ArrayList<>(emptyDirs);
        all.addAll(claims);
        return all;
    }

    String manifests(String namespace) {
        String pod = """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: %s, labels: {app: %s}, annotations: {%s}}
                spec:
                  nodeSelector: {kubernetes.io/hostname: %s}
                  terminationGracePeriodSeconds: 0
                  containers:
                  - name: main
                    image: testbed.local/busybox:1.35
                    imagePullPolicy: Never
                    command: [sleep, "1000000"]
                    volumeMounts: [%s]
                  volumes: [%s]
                """.formatted(
                        name,
                        namespace,
                        name,
                        annotations.entrySet().stream()
                                .map(entry -> "%s: '%s'".formatted(entry.getKey(), entry.getValue()))
                                .collect(Collectors.joining(", ")),
                        node,
                        volumes().stream()
                                .map("{name: %1$s, mountPath: /volumes/%1$s}"::formatted)
                                .collect(Collectors.joining(", ")),
                        volumes().stream().map(this::source).collect(Collectors.joining(", ")));
        return claims.stream().map(claim -> claimOf(claim, namespace)).collect(Collectors.joining()) + pod;
    }

    private String source(String volume) {
        return claims.contains(volume)
                ? "{name: %1$s, persistentVolumeClaim: {claimName: %1$s}}".formatted(volume)
                : "{name: %s, emptyDir: {medium: '%s'}}".formatted(volume, medium);
    }

    private static String claimOf(String name, String namespace) {
        return """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: %s, namespace: %s}
                spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                ---
                """.formatted(name, namespace);
    }

    private static List<String> plus(List<String> list, String more) {
        List<String> longer = new ArrayList<>(list);
        longer.add(more);
        return List.copyOf(longer);
    }
}
