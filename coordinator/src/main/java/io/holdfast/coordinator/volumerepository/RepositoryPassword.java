package io.holdfast.coordinator.volumerepository;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.task.Secret;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The password of all repositories, kept in a Secret of the coordinator's namespace. Where there is none, a random one is
 * made before any repository is; a Secret that is there is never changed.
 */
public final class RepositoryPassword {
    public static final String SECRET = "velero-repo-credentials";
    static final String KEY = "repository-password";
    static final String EXPORTED = "holdfast.io/password-exported";
    private static final int RANDOM_BYTES = 32;
    private static final Logger LOG = LoggerFactory.getLogger(RepositoryPassword.class);

    private final KubernetesClient client;
    private final String namespace;
    private final SecureRandom random;

    public RepositoryPassword(KubernetesClient client, String namespace, SecureRandom random) {
        this.client = client;
        this.namespace = namespace;
        this.random = random;
    }

    /** The password as the Secret has it now; made where there is no Secret. */
    public Secret get() {
        var secret = find().orElseGet(this::create);
        String value = Objects.requireNonNullElse(secret.getData(), Map.<String, String>of())
                .getOrDefault(KEY, "");
        if (value.isEmpty()) {
            throw new BackupException(
                    FailureKind.WRONG_PASSWORD,
                    "The Secret " + name() + " has no key " + KEY + "; put the repositories' password there.");
        }
        return new Secret(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
    }

    /** What every backup warns of, until somebody says that the password is kept outside of the cluster too. */
    public Optional<String> exportWarning() {
        boolean exported = find().map(secret -> secret.getMetadata().getAnnotations())
                .map(annotations -> "true".equals(annotations.get(EXPORTED)))
                .orElse(false);
        return exported
                ? Optional.empty()
                : Optional.of("Without the Secret " + name()
                        + " no volume can ever be restored. Keep a copy of it outside"
                        + " of the cluster, then say so: kubectl -n " + namespace + " annotate secret " + SECRET + " "
                        + EXPORTED + "=true");
    }

    String name() {
        return namespace + "/" + SECRET;
    }

    private Optional<io.fabric8.kubernetes.api.model.Secret> find() {
        return Optional.ofNullable(
                client.secrets().inNamespace(namespace).withName(SECRET).get());
    }

    private io.fabric8.kubernetes.api.model.Secret create() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var secret = new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(SECRET)
                .endMetadata()
                .withType("Opaque")
                .addToData(KEY, Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.US_ASCII)))
                .build();
        try {
            var created = client.resource(secret).create();
            LOG.warn("A new repository password was made in the Secret {}; keep a copy of it.", name());
            return created;
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            return find().orElseThrow(() -> e);
        }
    }
}
