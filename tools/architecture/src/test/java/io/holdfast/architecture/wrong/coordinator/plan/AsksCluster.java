package io.holdfast.architecture.wrong.coordinator.plan;

import io.fabric8.kubernetes.client.KubernetesClient;

/** A planner that asks instead of being told. */
record AsksCluster(KubernetesClient client) {}
