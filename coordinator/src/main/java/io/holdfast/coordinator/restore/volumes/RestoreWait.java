package io.holdfast.coordinator.restore.volumes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.coordinator.velero.VeleroNames;
import java.util.List;

/**
 * The init container that holds a restored pod until the pod's annotation {@code holdfast.io/restored} names this restore;
 * a volume of its own shows it the annotation. It knows no deadline and ends well only on that: killed and started again, it
 * looks again. The user's volumes it does not see.
 */
public final class RestoreWait {
    public static final String NAME = "restore-wait";

    private static final String FOLDER = "/restore-wait";
    private static final String FILE = "restored";
    private static final String SCRIPT = "trap 'exit 143' TERM; until read -r by < " + FOLDER + "/" + FILE
            + "; [ \"$by\" = \"$1\" ]; do sleep 1; done";
    private static final int ORDINARY_USER = 1000;
    private static final List<String> IDENTITY = List.of("runAsUser", "runAsGroup", "runAsNonRoot", "seLinuxOptions");

    private final String image;
    private final String restoreUid;

    /** The image needs {@code sh} and {@code sleep}. */
    public RestoreWait(String image, String restoreUid) {
        this.image = image;
        this.restoreUid = restoreUid;
    }

    /** Whether this restore has made the pod, from that one of the backup, and holds it. */
    public boolean holds(ObjectNode pod, String source) {
        for (JsonNode container : pod.at("/spec/initContainers")) {
            if (name(container).equals(NAME)) {
                return container.at("/args/0").asText().equals(restoreUid)
                        && container.at("/args/1").asText().equals(source);
            }
        }
        return false;
    }

    /** Puts the container before all others of the pod, which has none; {@code source} is the pod's place in the backup. */
    public void addTo(ObjectNode pod, String source) {
        ObjectNode spec = pod.withObject("/spec");
        ArrayNode containers = spec.arrayNode();
        containers.add(container(spec, source));
        spec.path("initContainers").forEach(containers::add);
        spec.set("initContainers", containers);
        ObjectNode volume = spec.withArray("volumes").addObject().put("name", NAME);
        volume.withObject("/downwardAPI")
                .putArray("items")
                .addObject()
                .put("path", FILE)
                .putObject("fieldRef")
                .put("fieldPath", "metadata.annotations['" + VeleroNames.RESTORED + "']");
    }

    private ObjectNode container(ObjectNode spec, String source) {
        ObjectNode container = spec.objectNode();
        container.put("name", NAME);
        container.put("image", image);
        container.putArray("command").add("sh").add("-c").add(SCRIPT).add(NAME);
        container.putArray("args").add(restoreUid).add(source);
        container.putArray("volumeMounts").addObject().put("name", NAME).put("mountPath", FOLDER);
        // Namespaces bound the least a container may ask for, and how far its limits may exceed that.
        ObjectNode resources = container.putObject("resources");
        resources.putObject("requests").put("cpu", "100m").put("memory", "128Mi");
        resources.putObject("limits").put("cpu", "100m").put("memory", "128Mi");
        container.set("securityContext", security(spec));
        return container;
    }

    /** As the user whom the namespace lets in: the first container's, else the pod's, else an ordinary one. */
    private static ObjectNode security(ObjectNode spec) {
        ObjectNode security = spec.objectNode();
        JsonNode first = spec.path("containers").path(0).path("securityContext");
        for (String field : IDENTITY) {
            if (first.has(field)) {
                security.set(field, first.get(field));
            }
        }
        if (!first.has("runAsUser") && !spec.path("securityContext").has("runAsUser")) {
            security.put("runAsUser", ORDINARY_USER);
        }
        security.putObject("capabilities").putArray("drop").add("ALL");
        security.put("allowPrivilegeEscalation", false);
        security.putObject("seccompProfile").put("type", "RuntimeDefault");
        return security;
    }

    private static String name(JsonNode named) {
        return named.path("name").asText();
    }
}
