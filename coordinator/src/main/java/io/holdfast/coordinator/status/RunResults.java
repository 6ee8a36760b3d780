package io.holdfast.coordinator.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * What a run had to warn of and what failed, in the shape of Velero's {@code -results.gz}.
 *
 * @param errors messages by scope
 * @param warnings messages by scope
 */
public record RunResults(Messages errors, Messages warnings) {
    /** Messages of one severity; an empty scope is left out. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Messages(List<String> velero, List<String> cluster, Map<String, List<String>> namespaces) {
        public Messages {
            velero = List.copyOf(velero);
            cluster = List.copyOf(cluster);
            namespaces = Map.copyOf(namespaces);
        }

        public int count() {
            return velero.size()
                    + cluster.size()
                    + namespaces.values().stream().mapToInt(List::size).sum();
        }
    }
}
