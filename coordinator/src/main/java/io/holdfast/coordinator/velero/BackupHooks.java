package io.holdfast.coordinator.velero;

import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands to run in pods around their backup. */
public final class BackupHooks extends OpenShape {
    public @Nullable List<Rule> resources;

    /** Hooks for the pods that it selects. */
    public static final class Rule extends OpenShape {
        public @Nullable String name;
        public @Nullable List<String> includedNamespaces;
        public @Nullable List<String> excludedNamespaces;
        public @Nullable List<String> includedResources;
        public @Nullable List<String> excludedResources;
        public @Nullable LabelSelector labelSelector;
        public @Nullable List<Hook> pre;
        public @Nullable List<Hook> post;
    }

    /** One command in a container. */
    public static final class Hook extends OpenShape {
        public @Nullable Exec exec;
    }

    /** The command, and what its failure means. */
    public static final class Exec extends OpenShape {
        public @Nullable String container;
        public @Nullable List<String> command;
        public @Nullable HookErrorMode onError;
        public @Nullable GoDuration timeout;
    }
}
