package io.holdfast.coordinator.restore.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.coordinator.inventory.ItemJson;
import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.failure.BackupException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Addresses and node ports that the cluster had chosen are chosen anew; those that a person had chosen are kept. */
final class ServiceRule {
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private ServiceRule() {}

    static void apply(ItemKey key, ObjectNode service, TransformSettings settings) {
        Fields.object(service, "spec").ifPresent(spec -> {
            if (!Fields.text(spec, "clusterIP").equals("None")) {
                spec.remove(List.of("clusterIP", "clusterIPs"));
            }
            if (!settings.preserveNodePorts()) {
                dropNodePorts(spec, chosenByPerson(service));
            }
        });
    }

    private static void dropNodePorts(ObjectNode spec, Set<Integer> kept) {
        for (ObjectNode port : Fields.objects(spec, "ports")) {
            if (!kept.contains(port.path("nodePort").asInt())) {
                port.remove("nodePort");
            }
        }
        if (!kept.contains(spec.path("healthCheckNodePort").asInt())) {
            spec.remove("healthCheckNodePort");
        }
    }

    private static Set<Integer> chosenByPerson(ObjectNode service) {
        Set<Integer> chosen = new HashSet<>();
        JsonNode applied = lastApplied(service);
        for (JsonNode port : Fields.at(applied, "spec", "ports")) {
            chosen.add(port.path("nodePort").asInt());
        }
        chosen.add(Fields.at(applied, "spec", "healthCheckNodePort").asInt());
        for (ObjectNode port : Fields.objects(service, "spec", "ports")) {
            if (isManaged(service, port)) {
                chosen.add(port.path("nodePort").asInt());
            }
        }
        chosen.remove(0);
        return chosen;
    }

    /** Whether a request, not the cluster's own allocation, set the node port: the allocator is no field manager. */
    private static boolean isManaged(ObjectNode service, ObjectNode port) {
        String protocol = port.path("protocol").asText("TCP");
        String element = "k:{\"port\":" + port.path("port").asInt() + ",\"protocol\":\"" + protocol + "\"}";
        return Fields.objects(service, "metadata", "managedFields").stream()
                .anyMatch(manager -> Fields.at(manager, "fieldsV1", "f:spec", "f:ports", element)
                        .has("f:nodePort"));
    }

    private static JsonNode lastApplied(ObjectNode service) {
        String text = Fields.text(service, "metadata", "annotations", LAST_APPLIED);
        if (text.isEmpty()) {
            return service.objectNode();
        }
        try {
            return ItemJson.parse(text);
        } catch (BackupException notJson) {
            // Anyone may have written the annotation; without it no node port counts as chosen.
            return service.objectNode();
        }
    }
}
