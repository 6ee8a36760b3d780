package io.holdfast.coordinator.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.holdfast.coordinator.status.ResultScope;
import io.holdfast.coordinator.status.RunLog;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The namespaces that items are restored to: there already, or made as they were in the backup. Used by one thread. */
final class TargetNamespaces {
    private static final long MINUTES_TO_END = 10;

    private final KubernetesClient client;
    private final RestoredItems restored;
    private final RunLog log;

    TargetNamespaces(KubernetesClient client, RestoredItems restored, RunLog log) {
        this.client = client;
        this.restored = restored;
        this.log = log;
    }

    /** One that is being deleted is waited for, and made again; false where it is not there in the end, which is told. */
    boolean ensure(String name, ObjectNode wanted) {
        try {
            makeSure(name, wanted);
            return true;
        } catch (KubernetesClientException e) {
            failed(name, ApiRefusal.reason(e));
        } catch (BackupException e) {
            if (e.kind() != FailureKind.DEADLINE) {
                throw e;
            }
            failed(name, Objects.toString(e.getMessage()));
        }
        return false;
    }

    private void failed(String name, String reason) {
        log.error(
                ResultScope.of(name),
                "namespace " + name + " could not be made, so nothing is restored to it: " + reason);
        restored.add("v1/Namespace", name, ItemOutcome.FAILED);
    }

    private void makeSure(String name, ObjectNode wanted) {
        Namespace found = client.namespaces().withName(name).get();
        if (found != null && found.getMetadata().getDeletionTimestamp() != null) {
            awaitEnd(name);
            found = null;
        }
        if (found == null) {
            create(name, wanted);
        }
    }

    private void awaitEnd(String name) {
        log.info("waiting for the end of namespace " + name + ", which is being deleted");
        try {
            client.namespaces().withName(name).waitUntilCondition(Objects::isNull, MINUTES_TO_END, TimeUnit.MINUTES);
        } catch (KubernetesClientTimeoutException e) {
            throw new BackupException(
                    FailureKind.DEADLINE,
                    "namespace " + name + " is being deleted and did not end within " + MINUTES_TO_END
                            + " minutes; see what its finalizers wait for, then restore again",
                    e);
        }
    }

    private void create(String name, ObjectNode wanted) {
        try {
            client.raw("/api/v1/namespaces", "POST", wanted.toString());
            restored.add("v1/Namespace", name, ItemOutcome.CREATED);
        } catch (KubernetesClientException e) {
            if (!ApiRefusal.alreadyExists(e)) {
                throw e;
            }
        }
    }
}
