package io.holdfast.coordinator.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.inventory.ResourceKind;
import io.holdfast.coordinator.restore.transform.TransformSettings;
import java.util.ArrayList;
import java.util.List;

/** What a restored item lacks of what its owner may expect; told as warnings. Pure. */
final class ItemCaveats {
    private static final List<String> HOOKS =
            List.of("post.hook.restore.velero.io/command", "init.hook.restore.velero.io/container-image");

    private ItemCaveats() {}

    /** The key as in the backup, the item as it was created. */
    static List<String> of(ItemKey key, ObjectNode item, TransformSettings settings, VolumeFillings fillings) {
        List<String> caveats = new ArrayList<>();
        if (key.resource().equals(ResourceKind.PODS)) {
            for (String hook : HOOKS) {
                if (item.at("/metadata/annotations").has(hook)) {
                    caveats.add("pod " + key.name() + " asks for a hook by the annotation " + hook
                            + ", which this server does not run; do by hand what it would have done");
                }
            }
        }
        if (settings.dynamicClaims().contains(key) && !settings.filledClaims().contains(key)) {
            caveats.add("claim " + key.name() + " gets a new, empty volume: "
                    + (fillings.unreachedClaims().contains(key)
                            ? "none of the pods that mount it is restored, and files come back through a pod; restore its"
                                    + " pods with it"
                            : "the backup has none of its files; back up with --default-volumes-to-fs-backup to have"
                                    + " them"));
        }
        return caveats;
    }
}
