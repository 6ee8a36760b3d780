package io.holdfast.coordinator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** Says of pods what scheduler and kubelet would say. */
record PlayedKubelet(KubernetesClient client) {
    /** Binds the pod to the node, and lets its init container of that name run, as soon as the pod exists. */
    void startInitContainer(String namespace, String pod, String node, String container) {
        await("pod " + namespace + "/" + pod)
                .atMost(20, SECONDS)
                .until(() -> client.pods().inNamespace(namespace).withName(pod).get() != null);
        bind(namespace, pod, node);
        patchStatus(namespace, pod, """
                {"status":{"phase":"Pending","initContainerStatuses":[{"name":"%s","image":"i","imageID":"i",
                  "ready":false,"restartCount":0,"state":{"running":{"startedAt":"2026-11-21T03:09:24Z"}}}]}}
                """.formatted(container));
    }

    void run(String namespace, String pod, String node) {
        bind(namespace, pod, node);
        patchStatus(namespace, pod, "{\"status\":{\"phase\":\"Running\"}}");
    }

    void patchStatus(String namespace, String pod, String json) {
        client.pods()
                .inNamespace(namespace)
                .withName(pod)
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), json);
    }

    private void bind(String namespace, String pod, String node) {
        try {
            client.bindings()
                    .inNamespace(namespace)
                    .resource(new BindingBuilder()
                            .withNewMetadata()
                            .withName(pod)
                            .withNamespace(namespace)
                            .endMetadata()
                            .withNewTarget()
                            .withKind("Node")
                            .withName(node)
                            .endTarget()
                            .build())
                    .create();
        } catch (KubernetesClientException e) {
            throw new AssertionError("pod " + pod + " could not be bound to " + node, e);
        }
    }
}
