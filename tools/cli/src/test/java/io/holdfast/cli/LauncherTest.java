package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script before the program, in a checkout that is built. */
class LauncherTest {
    @TempDir
    private Path checkout;

    @Test
    void shouldNameWhatItCannotRead() throws Exception {
        Path launcher = Files.createDirectories(checkout.resolve("tools")).resolve("holdfast");
        Path _ = Files.copy(Path.of("../holdfast"), launcher);
        Path target = Files.createDirectories(checkout.resolve("tools/cli/target"));
        Path there = Files.createFile(target.resolve("holdfast-cli.jar"));
        Path missing = target.resolve("missing.jar");
        Path _ = Files.writeString(target.resolve("classpath"), there + ":" + missing);
        Path _ = Files.writeString(target.resolve("holdfast-built"), checkout + "\n");

        ProcessBuilder command = new ProcessBuilder("bash", launcher.toString(), "repo", "--version");
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = command.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(said.lines().toList().getLast())
                .startsWith("holdfast: ")
                .contains(" cannot read " + missing, "in a checkout of your own");
    }
}
