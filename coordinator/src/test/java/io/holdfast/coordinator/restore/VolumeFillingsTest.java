package io.holdfast.coordinator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.inventory.ResourceKind;
import io.holdfast.coordinator.restore.volumes.PodVolumes;
import io.holdfast.coordinator.restore.volumes.VolumeSource;
import io.holdfast.coordinator.restore.volumes.VolumeSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A database with two volumes of its own, and two readers of one of them. */
class VolumeFillingsTest {
    private static final ItemKey DATABASE = pod("db");
    private static final ItemKey READER = pod("reader");
    private static final ItemKey WRITER = pod("writer");
    private static final ItemKey DATA = claim("data");
    private static final ItemKey CACHE = claim("db-cache");
    private static final Map<ItemKey, String> BACKUP = backup();
    private static final VolumeSources SOURCES = new VolumeSources(
            Map.of("shop/db", List.of(source("data"), source("cache"), source("scratch")), "shop/ended", List.of()));
    private static final ClaimRelations RELATIONS =
            ClaimRelations.of(BACKUP.keySet(), key -> yaml(BACKUP.getOrDefault(key, "")));
    private static final ClaimDecisions DECISIONS = ClaimDecisions.of(RELATIONS, SOURCES);

    private static Map<ItemKey, String> backup() {
        Map<ItemKey, String> items = new LinkedHashMap<>();
        items.put(DATABASE, """
                spec:
                  volumes:
                    - {name: data, persistentVolumeClaim: {claimName: data}}
                    - {name: again, persistentVolumeClaim: {claimName: data}}
                    - {name: cache, ephemeral: {}}
                    - {name: scratch, emptyDir: {}}
                    - {name: other, persistentVolumeClaim: {claimName: other}}
                """);
        String reader = "spec: {volumes: [{name: shared, persistentVolumeClaim: {claimName: data}}]}";
        items.put(READER, reader);
        items.put(WRITER, reader);
        items.put(pod("ended"), reader.replace("spec:", "status: {phase: Succeeded}\nspec:"));
        items.put(
                volume("pv-1"),
                "spec: {persistentVolumeReclaimPolicy: Retain, claimRef: {namespace: shop, name: data}}");
        items.put(
                volume("pv-2"),
                "spec: {persistentVolumeReclaimPolicy: Delete, claimRef: {namespace: shop, name: other}}");
        items.put(
                volume("pv-3"),
                "spec: {persistentVolumeReclaimPolicy: Retain, claimRef: {namespace: shop, name: kept}}");
        return items;
    }

    @Test
    void shouldGiveNewVolumesToClaimsThatAreFilledOrWentWithTheirVolume() {
        assertThat(DECISIONS.sourcesByClaim()).containsOnlyKeys(DATA, CACHE);
        assertThat(DECISIONS.dynamicClaims()).containsExactlyInAnyOrder(DATA, CACHE, claim("other"));
        assertThat(DECISIONS.dynamicVolumes()).containsExactlyInAnyOrder(volume("pv-1"), volume("pv-2"));
    }

    @Test
    void shouldFillAClaimOnceAndLetAllThatMountItWait() {
        VolumeFillings fillings = fillings(Set.of(), READER, DATABASE, WRITER);
        assertThat(fillings.of(DATABASE).filled())
                .containsExactlyInAnyOrder(
                        filling(source("data"), DATA), filling(source("cache"), CACHE), filling(source("scratch")));
        assertThat(fillings.of(DATABASE).awaited()).isEmpty();
        assertThat(fillings.of(READER)).isEqualTo(new PodVolumes(List.of(), Set.of(DATA)));
        assertThat(fillings.of(WRITER)).isEqualTo(new PodVolumes(List.of(), Set.of(DATA)));
        assertThat(fillings.filledClaims()).containsExactlyInAnyOrder(DATA, CACHE);
        assertThat(fillings.unreachedClaims()).isEmpty();
    }

    @Test
    void shouldFillThroughAnotherPodWhereItsOwnIsNotRestored() {
        VolumeFillings fillings = fillings(Set.of(), READER, WRITER);
        assertThat(fillings.of(READER).filled())
                .containsExactly(filling(source("data").as("shared"), DATA));
        assertThat(fillings.of(WRITER)).isEqualTo(new PodVolumes(List.of(), Set.of(DATA)));
        assertThat(fillings.filledClaims()).containsExactly(DATA);
        assertThat(fillings.unreachedClaims()).containsExactly(CACHE);
    }

    /** Of the reader's mount nothing can be written, though the claim may have been backed up through it. */
    @Test
    void shouldFillThroughAPodThatCanWrite() {
        String readOnly = "spec: {volumes: [{name: shared, persistentVolumeClaim: {claimName: data, readOnly: true}}]}";
        Map<ItemKey, String> backup = new LinkedHashMap<>(BACKUP);
        backup.put(READER, readOnly);
        VolumeSource source = new VolumeSource("shop", "reader", "shared", "restic", "", Optional.of("s"), 1, "");
        VolumeSources sources = new VolumeSources(Map.of("shop/reader", List.of(source)));
        ClaimRelations relations = ClaimRelations.of(backup.keySet(), key -> yaml(backup.getOrDefault(key, "")));
        Map<ItemKey, VolumeSource> byClaim =
                ClaimDecisions.of(relations, sources).sourcesByClaim();

        VolumeFillings both = VolumeFillings.of(List.of(READER, WRITER), relations, byClaim, sources, Set.of());
        assertThat(both.of(READER)).isEqualTo(new PodVolumes(List.of(), Set.of(DATA)));
        assertThat(both.of(WRITER).filled()).containsExactly(filling(source, DATA));
        VolumeFillings alone = VolumeFillings.of(List.of(READER), relations, byClaim, sources, Set.of());
        assertThat(alone.of(READER).filled()).containsExactly(filling(source, DATA));
    }

    @Test
    void shouldLeaveClaimsAloneThatPodsUse() {
        VolumeFillings fillings = fillings(Set.of(DATA), DATABASE, READER);
        assertThat(fillings.of(DATABASE).filled())
                .containsExactlyInAnyOrder(filling(source("cache"), CACHE), filling(source("scratch")));
        assertThat(fillings.of(READER).isEmpty()).isTrue();
        assertThat(fillings.filledClaims()).containsExactly(CACHE);
        assertThat(fillings.unreachedClaims()).isEmpty();
    }

    private static VolumeFillings fillings(Set<ItemKey> inUse, ItemKey... pods) {
        return VolumeFillings.of(List.of(pods), RELATIONS, DECISIONS.sourcesByClaim(), SOURCES, inUse);
    }

    private static VolumeSource source(String volume) {
        return new VolumeSource("shop", "db", volume, "restic", "", Optional.of("of-" + volume), 1, "");
    }

    private static PodVolumes.Filling filling(VolumeSource source, ItemKey... claim) {
        return new PodVolumes.Filling(source, Arrays.stream(claim).findFirst());
    }

    private static ItemKey pod(String name) {
        return new ItemKey(ResourceKind.PODS, "shop", name);
    }

    private static ItemKey claim(String name) {
        return new ItemKey(ResourceKind.CLAIMS, "shop", name);
    }

    private static ItemKey volume(String name) {
        return new ItemKey(ResourceKind.VOLUMES, "", name);
    }

    private static ObjectNode yaml(String text) {
        try {
            return (ObjectNode) new YAMLMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
