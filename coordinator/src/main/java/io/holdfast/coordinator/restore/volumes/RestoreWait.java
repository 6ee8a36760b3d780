package io.holdfast.coordinator.restore.volumes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The init container that holds a restored pod until each of its volumes carries the mark of this restore,
 * {@code .velero/<uid>}, which an agent writes once all files are in place. It knows no deadline and ends well only on
 * the marks: killed and started again, it looks again.
 */
public final class RestoreWait {
    public static final String NAME = "restore-wait";

    private static final String MOUNT_ROOT = "/restores/";
    private static final String SCRIPT = "trap 'exit 143' TERM; mark=$1; shift; for volume; do" + " until [ -f \""
            + MOUNT_ROOT + "$volume/.velero/$mark\" ]; do sleep 1; done; done";
    private static final int ROOT = 0;
    private static final int ORDINARY_USER = 1000;
    private static final List<String> IDENTITY = List.of("runAsUser", "runAsGroup", "runAsNonRoot", "seLinuxOptions");

    private final String image;
    private final String restoreUid;

    /** The image needs {@code sh} and {@code sleep}. */
    public RestoreWait(String image, String restoreUid) {
        this.image = image;
        this.restoreUid = restoreUid;
    }

    /** Where a volume's mark lies, below its root. */
    public static String mark(String restoreUid) {
        return ".velero/" + restoreUid;
    }

    /** Puts the container before all others of the pod; one that an earlier restore had put there is replaced. */
    public void addTo(ObjectNode pod, List<String> volumes) {
        ObjectNode spec = pod.withObject("/spec");
        ArrayNode containers = spec.arrayNode();
        containers.add(container(spec, volumes));
        for (JsonNode container : spec.path("initContainers")) {
            if (!isRestoreWait(container)) {
                containers.add(container);
            }
        }
        spec.set("initContainers", containers);
    }

    private static boolean isRestoreWait(JsonNode container) {
        return container.path("name").asText().equals(NAME);
    }

    private ObjectNode container(ObjectNode spec, List<String> volumes) {
        ObjectNode container = spec.objectNode();
        container.put("name", NAME);
        container.put("image", image);
        container.putArray("command").add("sh").add("-c").add(SCRIPT).add(NAME);
        ArrayNode arguments = container.putArray("args").add(restoreUid);
        ArrayNode mounts = container.putArray("volumeMounts");
        for (String volume : volumes) {
            arguments.add(volume);
            mounts.addObject().put("name", volume).put("mountPath", MOUNT_ROOT + volume);
        }
        ObjectNode resources = container.putObject("resources");
        resources.putObject("requests").put("cpu", "10m").put("memory", "16Mi");
        resources.putObject("limits").put("cpu", "100m").put("memory", "32Mi");
        container.set("securityContext", security(spec));
        return container;
    }

    /**
     * As the user who can enter the volumes: the first container's, else the pod's. Where neither is told, root, who may enter
     * every folder and nothing else; where root is ruled out, anyone.
     */
    private static ObjectNode security(ObjectNode spec) {
        ObjectNode security = spec.objectNode();
        JsonNode first = spec.path("containers").path(0).path("securityContext");
        JsonNode pod = spec.path("securityContext");
        for (String field : IDENTITY) {
            if (first.has(field)) {
                security.set(field, first.get(field));
            }
        }
        ObjectNode capabilities = security.putObject("capabilities");
        capabilities.putArray("drop").add("ALL");
        if (!first.has("runAsUser") && !pod.has("runAsUser")) {
            boolean rootIsRuledOut = first.path("runAsNonRoot")
                    .asBoolean(pod.path("runAsNonRoot").asBoolean());
            security.put("runAsUser", rootIsRuledOut ? ORDINARY_USER : ROOT);
            if (!rootIsRuledOut) {
                capabilities.putArray("add").add("DAC_OVERRIDE");
            }
        }
        security.put("allowPrivilegeEscalation", false);
        security.putObject("seccompProfile").put("type", "RuntimeDefault");
        return security;
    }
}
