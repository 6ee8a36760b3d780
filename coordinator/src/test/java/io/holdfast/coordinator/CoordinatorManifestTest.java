package io.holdfast.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.coordinator.cluster.ApiServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;

@ExtendWith(ApiServer.Extension.class)
class CoordinatorManifestTest {
    private static final Path FOLDER = Path.of("..", "deploy", "coordinator");

    @Test
    void shouldBeTakenByTheApiServerAndStartWithFlagsThatExist(ApiServer server) throws IOException {
        try (KubernetesClient client = server.newClient()) {
            for (HasMetadata resource : manifests(client)) {
                HasMetadata taken = resource instanceof Namespace
                        ? client.resource(resource).serverSideApply()
                        : client.resource(resource).dryRun().create();
                if (taken instanceof Deployment deployment) {
                    assertThat(deployment.getMetadata().getLabels()).containsEntry("component", "velero");
                    Container container = deployment
                            .getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .getFirst();
                    new CommandLine(new CoordinatorMain())
                            .parseArgs(container.getArgs().toArray(String[]::new));
                }
            }
        }
    }

    @Test
    void shouldRunTheVersionOfItsAgents() throws IOException {
        String coordinator = Files.readString(FOLDER.resolve("30-deployment.yaml"));
        String agents = Files.readString(FOLDER.resolveSibling("daemonset").resolve("node-agent.yaml"));
        assertThat(tag(coordinator)).isEqualTo(tag(agents)).isNotEmpty();
    }

    /** What somebody applies who applies the folder must be meant for every cluster; the example is for reading. */
    @Test
    void shouldHaveItsExampleElsewhereAndWithinTheHeapOfAgents() throws IOException {
        assertThat(FOLDER.toFile().list()).noneMatch(name -> name.contains("example"));
        String example =
                Files.readString(FOLDER.resolveSibling("daemonset").resolve("examples/node-agent-config.yaml"));
        String launcher = Files.readString(Path.of("..", "tools", "holdfast"));
        long heap = number("AgentMain options\\+=\\(-Xmx(\\d+)m", launcher).getFirst();
        List<Long> memory = number("\"memory\": \"(\\d+)Mi\"", example);
        assertThat(memory).hasSize(2).allMatch(bytes -> bytes * 3 <= heap * 2);
    }

    private static List<Long> number(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> Long.valueOf(found.group(1)))
                .toList();
    }

    private static String tag(String manifest) {
        return manifest.lines()
                .filter(line -> line.contains(" image: registry.invalid/holdfast/"))
                .map(line -> line.substring(line.lastIndexOf('/')))
                .map(image -> image.substring(image.indexOf(':') + 1))
                .findFirst()
                .orElseThrow();
    }

    private static List<HasMetadata> manifests(KubernetesClient client) throws IOException {
        List<HasMetadata> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                try (InputStream yaml = Files.newInputStream(file)) {
                    all.addAll(client.load(yaml).items());
                }
            }
        }
        return all;
    }
}
