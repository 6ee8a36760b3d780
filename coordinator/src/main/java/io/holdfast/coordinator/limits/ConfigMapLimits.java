package io.holdfast.coordinator.limits;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.holdfast.coordinator.dispatch.NodeLimitsSource;
import io.holdfast.failure.BackupException;
import io.holdfast.task.NodeLimits;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits as Velero's node-agent ConfigMap gives them, followed while it changes. Where it is not usable, what it said
 * before goes on to count; where it does not exist, nothing is set.
 */
public final class ConfigMapLimits implements NodeLimitsSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigMapLimits.class);

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final Executor executor;
    private final NodeLabels labels;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile NodeAgentSettings settings = NodeAgentSettings.NONE;
    private @Nullable SharedIndexInformer<ConfigMap> informer;

    /** Listeners are called on the executor. */
    public ConfigMapLimits(KubernetesClient client, String namespace, String name, Executor executor) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
        this.executor = executor;
        this.labels = new NodeLabels(client);
    }

    /** Reads the ConfigMap and follows it from here on. */
    public void start() {
        informer = client.configMaps().inNamespace(namespace).withName(name).inform(new Following());
    }

    @Override
    public NodeLimits limitsOf(String node) {
        NodeAgentSettings current = settings;
        return current.limitsOf(current.dependOnLabels() ? labelsOf(node) : Map.of());
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        if (informer != null) {
            informer.close();
        }
    }

    private Map<String, String> labelsOf(String node) {
        try {
            return labels.of(node);
        } catch (KubernetesClientException e) {
            LOG.warn("The labels of node {} cannot be read, so rules for some nodes do not count for it.", node, e);
            return Map.of();
        }
    }

    private void use(@Nullable ConfigMap configMap) {
        try {
            settings = text(configMap).map(NodeAgentSettingsReader::read).orElse(NodeAgentSettings.NONE);
        } catch (BackupException e) {
            LOG.error("ConfigMap {}/{}: {}", namespace, name, e.getMessage());
            return;
        }
        LOG.info("Node agents are limited by {}", settings);
        executor.execute(this::tell);
    }

    private void tell() {
        if (settings.dependOnLabels()) {
            try {
                labels.readAll();
            } catch (KubernetesClientException e) {
                LOG.warn("The nodes cannot be listed; their labels are read one by one.", e);
            }
        }
        listeners.forEach(Runnable::run);
    }

    /** The one value that Velero reads: that of the first key. */
    private static Optional<String> text(@Nullable ConfigMap configMap) {
        return Optional.ofNullable(configMap)
                .map(ConfigMap::getData)
                .map(TreeMap::new)
                .map(TreeMap::firstEntry)
                .map(entry -> Objects.requireNonNull(entry).getValue())
                .filter(text -> !text.isBlank());
    }

    private final class Following implements ResourceEventHandler<ConfigMap> {
        @Override
        public void onAdd(ConfigMap added) {
            use(added);
        }

        @Override
        public void onUpdate(ConfigMap before, ConfigMap after) {
            use(after);
        }

        @Override
        public void onDelete(ConfigMap deleted, boolean finalStateUnknown) {
            use(null);
        }
    }
}
