package io.holdfast.coordinator.restore;

import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.BackupPhase;
import io.holdfast.coordinator.velero.RestoreSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a restore cannot be done as it is asked for; pure. Defaults are filled in before. */
final class RestoreValidation {
    private static final Set<String> POLICIES = Set.of("", "none", "update");

    private final List<String> errors = new ArrayList<>();

    private RestoreValidation() {}

    static List<String> errors(RestoreSpec spec, Collection<Backup> backups) {
        RestoreValidation validation = new RestoreValidation();
        validation.checkSource(spec, backups);
        validation.checkFilters(spec);
        validation.checkAbilities(spec);
        return validation.errors;
    }

    private void checkSource(RestoreSpec spec, Collection<Backup> backups) {
        if (RestoreDefaults.isEmpty(spec.backupName)) {
            errors.add(
                    RestoreDefaults.isEmpty(spec.scheduleName)
                            ? "neither a backup nor a schedule is named; name one of them"
                            : "schedule " + spec.scheduleName + " has no completed backup; name a backup");
            return;
        }
        Optional<Backup> backup = backups.stream()
                .filter(each -> each.getMetadata().getName().equals(spec.backupName))
                .findFirst();
        if (backup.isEmpty()) {
            errors.add("there is no backup " + spec.backupName + "; see velero backup get");
            return;
        }
        BackupPhase phase = backup.get().getStatus().phase;
        if (phase != BackupPhase.COMPLETED && phase != BackupPhase.PARTIALLY_FAILED) {
            errors.add("backup " + spec.backupName + " is not finished, or has failed; name another");
        }
    }

    private void checkFilters(RestoreSpec spec) {
        checkApart("namespaces", spec.includedNamespaces, spec.excludedNamespaces);
        checkApart("resources", spec.includedResources, spec.excludedResources);
        if (spec.labelSelector != null && spec.orLabelSelectors != null && !spec.orLabelSelectors.isEmpty()) {
            errors.add("labelSelector and orLabelSelectors exclude each other; use one of them");
        }
        if (!POLICIES.contains(Objects.requireNonNullElse(spec.existingResourcePolicy, ""))) {
            errors.add("existingResourcePolicy is " + spec.existingResourcePolicy + "; it has to be none or update");
        }
    }

    private void checkApart(String what, @Nullable List<String> included, @Nullable List<String> excluded) {
        List<String> out = Objects.requireNonNullElse(excluded, List.of());
        if (out.contains("*")) {
            errors.add("all " + what + " are excluded; leave * out");
        }
        for (String name : Objects.requireNonNullElse(included, List.<String>of())) {
            if (out.contains(name)) {
                errors.add(what + ": " + name + " is both included and excluded; leave it out of one list");
            }
        }
    }

    /** A wish that cannot be fulfilled is refused, not forgotten. */
    private void checkAbilities(RestoreSpec spec) {
        refuse("resourceModifier", spec.resourceModifier != null);
        refuse("resourcePolicy", spec.resourcePolicy != null);
        refuse("restoreStatus", spec.restoreStatus != null);
        refuse("hooks", spec.hooks != null && spec.hooks.resources != null && !spec.hooks.resources.isEmpty());
    }

    private void refuse(String field, boolean isSet) {
        if (isSet) {
            errors.add(field + " is not supported by this server; leave it out");
        }
    }
}
