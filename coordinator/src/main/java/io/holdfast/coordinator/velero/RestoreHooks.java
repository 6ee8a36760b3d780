package io.holdfast.coordinator.velero;

import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to run in restored pods. */
public final class RestoreHooks extends OpenShape {
    public @Nullable List<Rule> resources;

    /** Hooks for the pods that it selects. */
    public static final class Rule extends OpenShape {
        public @Nullable String name;
        public @Nullable List<String> includedNamespaces;
        public @Nullable List<String> excludedNamespaces;
        public @Nullable List<String> includedResources;
        public @Nullable List<String> excludedResources;
        public @Nullable LabelSelector labelSelector;
        public @Nullable List<Hook> postHooks;
    }

    /** A command in a running container, or containers that run before all others. */
    public static final class Hook extends OpenShape {
        public @Nullable Exec exec;
        public @Nullable Init init;
    }

    /** The command, and what its failure means. */
    public static final class Exec extends OpenShape {
        public @Nullable String container;
        public @Nullable List<String> command;
        public @Nullable HookErrorMode onError;
        public @Nullable GoDuration execTimeout;
        public @Nullable GoDuration waitTimeout;
        public @Nullable Boolean waitForReady;
    }

    /** Init containers, as a pod lists them. */
    public static final class Init extends OpenShape {
        public @Nullable List<Map<String, Object>> initContainers;
        public @Nullable GoDuration timeout;
    }
}
