package io.holdfast.coordinator.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.coordinator.cluster.ApiServer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServer.Extension.class)
class SecretTlsStoreTest {
    private static final TlsMaterial FIRST = new TlsMaterial("ca", "ca key", "certificate", "key");
    private static final TlsMaterial SECOND = new TlsMaterial("ca", "ca key", "another certificate", "another key");

    @Test
    void shouldKeepWhatTheFirstHasSavedAndPublishTheAuthorityWithoutItsKey(ApiServer server) {
        try (KubernetesClient client = server.newClient()) {
            client.secrets()
                    .inNamespace("default")
                    .withName(SecretTlsStore.SECRET)
                    .delete();
            SecretTlsStore store = new SecretTlsStore(client, "default");
            assertThat(store.load()).isEmpty();
            assertThat(store.save(FIRST, Optional.empty())).isTrue();
            assertThat(store.save(SECOND, Optional.empty())).isFalse();

            var kept = store.load();
            assertThat(kept.map(TlsStore.Kept::material)).contains(FIRST);
            assertThat(store.save(SECOND, kept)).isTrue();
            assertThat(store.save(FIRST, kept)).isFalse();
            assertThat(store.load().map(TlsStore.Kept::material)).contains(SECOND);

            var published = client.configMaps()
                    .inNamespace("default")
                    .withName(SecretTlsStore.AUTHORITY_CONFIG_MAP)
                    .require();
            assertThat(published.getData()).containsOnlyKeys("ca.crt").containsEntry("ca.crt", "ca");
        }
    }
}
