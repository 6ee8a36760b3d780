package io.holdfast.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountNamesTest {
    @TempDir
    Path folder;

    @Test
    void shouldReadWhatTheFilesList() throws Exception {
        Path passwd = Files.writeString(
                folder.resolve("passwd"),
                "# comment\nroot:x:0:0:root:/root:/bin/sh\nbroken\ntoor:x:0:0::/:\nold:x:minus:1::/:\nweb:x:33:33::/:\n");
        Path group = Files.writeString(folder.resolve("group"), "wheel:x:0:\nusers:x:100:a,b\n+::\n");
        AccountNames names = AccountNames.of(passwd, group);
        assertThat(names.user(0)).isEqualTo("root");
        assertThat(names.user(33)).isEqualTo("web");
        assertThat(names.user(4_294_967_294L)).isEmpty();
        assertThat(names.group(0)).isEqualTo("wheel");
        assertThat(names.group(100)).isEqualTo("users");
    }

    @Test
    void shouldKnowNoNamesWhereThereAreNoFiles() {
        AccountNames names = AccountNames.of(folder.resolve("absent"), folder.resolve("absent"));
        assertThat(names.user(0)).isEmpty();
        assertThat(names.group(0)).isEmpty();
    }
}
