package io.holdfast.coordinator.identity;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The Secret {@value #SECRET}. The authority's certificate also goes into the ConfigMap {@value #AUTHORITY_CONFIG_MAP}, so
 * that agents can mount it without being able to read a key.
 */
final class SecretTlsStore implements TlsStore {
    static final String SECRET = "holdfast-coordinator-tls";
    static final String AUTHORITY_CONFIG_MAP = "holdfast-coordinator-ca";
    private static final String AUTHORITY = "ca.crt";
    private static final String AUTHORITY_KEY = "ca.key";
    private static final String CERTIFICATE = "tls.crt";
    private static final String KEY = "tls.key";

    private final KubernetesClient client;
    private final String namespace;

    SecretTlsStore(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    @Override
    public Optional<Kept> load() {
        Secret secret = client.secrets().inNamespace(namespace).withName(SECRET).get();
        if (secret == null) {
            return Optional.empty();
        }
        Map<String, String> data = Objects.requireNonNullElse(secret.getData(), Map.of());
        var material = new TlsMaterial(
                text(data, AUTHORITY), text(data, AUTHORITY_KEY), text(data, CERTIFICATE), text(data, KEY));
        publish(material.authority());
        return Optional.of(new Kept(material, secret.getMetadata().getResourceVersion()));
    }

    @Override
    public boolean save(TlsMaterial material, Optional<Kept> before) {
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withName(SECRET)
                .withNamespace(namespace)
                .withResourceVersion(before.map(Kept::version).orElse(null))
                .endMetadata()
                .withType("Opaque")
                .addToData(AUTHORITY, encoded(material.authority()))
                .addToData(AUTHORITY_KEY, encoded(material.authorityKey()))
                .addToData(CERTIFICATE, encoded(material.certificate()))
                .addToData(KEY, encoded(material.key()))
                .build();
        try {
            if (before.isPresent()) {
                client.resource(secret).update();
            } else {
                client.resource(secret).create();
            }
            publish(material.authority());
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    private void publish(String authority) {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(AUTHORITY_CONFIG_MAP)
                        .withNamespace(namespace)
                        .endMetadata()
                        .addToData(AUTHORITY, authority)
                        .build())
                .createOr(NonDeletingOperation::update);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Map<String, String> data, String key) {
        return new String(Base64.getDecoder().decode(data.getOrDefault(key, "")), StandardCharsets.UTF_8);
    }
}
