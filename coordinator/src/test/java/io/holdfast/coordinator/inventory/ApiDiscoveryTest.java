package io.holdfast.coordinator.inventory;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.coordinator.cluster.ApiServer;
import io.holdfast.coordinator.status.RunLog;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ApiServer.Extension.class)
class ApiDiscoveryTest {
    private static final String VERSION = "{name: %s, served: true, storage: %s, schema: {openAPIV3Schema:"
            + " {type: object, x-kubernetes-preserve-unknown-fields: true}}}";

    @TempDir
    Path folder = Path.of("");

    @Test
    void shouldFindWhatThePreferredVersionOfAGroupDoesNotServe(ApiServer server) {
        try (KubernetesClient client = server.newClient();
                RunLog log = new RunLog(Clock.systemUTC(), "backup", "a/b", folder.resolve("log"))) {
            define(client, "olds", VERSION.formatted("v1alpha1", true));
            define(client, "news", VERSION.formatted("v1", true) + ", " + VERSION.formatted("v1alpha1", false));
            await().atMost(20, SECONDS).untilAsserted(() -> {
                ApiCatalog catalog = new ApiDiscovery(client).discover(log);
                assertThat(catalog.find("olds").map(ResourceKind::apiVersion))
                        .contains("versions.example.org/v1alpha1");
                assertThat(catalog.find("news").map(ResourceKind::apiVersion)).contains("versions.example.org/v1");
                assertThat(catalog.kinds().stream().filter(kind -> kind.plural().equals("news")))
                        .hasSize(1);
            });
        }
    }

    /** A metrics server that is down has none of the cluster's objects: nothing is lost without it. */
    @Test
    void shouldWarnOfAGroupThatDoesNotAnswer(ApiServer server) {
        try (KubernetesClient client = server.newClient();
                RunLog log = new RunLog(Clock.systemUTC(), "backup", "a/b", folder.resolve("log"))) {
            HasMetadata dead = client.resource("""
                            apiVersion: apiregistration.k8s.io/v1
                            kind: APIService
                            metadata: {name: v1.dead.example.org}
                            spec:
                              group: dead.example.org
                              version: v1
                              groupPriorityMinimum: 100
                              versionPriority: 100
                              insecureSkipTLSVerify: true
                              service: {name: nobody, namespace: default}
                            """).create();
            try {
                assertThat(new ApiDiscovery(client).discover(log).find("pods")).isPresent();
            } finally {
                client.resource(dead).delete();
            }
            assertThat(log.results().errors().count()).isZero();
            assertThat(log.results().warnings().toString())
                    .contains("The API group dead.example.org/v1 does not answer");
        }
    }

    private static void define(KubernetesClient client, String plural, String versions) {
        String singular = plural.substring(0, plural.length() - 1);
        String kind = Character.toUpperCase(singular.charAt(0)) + singular.substring(1);
        String yaml = """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: %1$s.versions.example.org}
                spec:
                  group: versions.example.org
                  scope: Namespaced
                  names: {plural: %1$s, singular: %2$s, kind: %3$s}
                  versions: [%4$s]
                """.formatted(plural, singular, kind, versions);
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .create();
    }
}
