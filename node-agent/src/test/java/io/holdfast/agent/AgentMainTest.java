package io.holdfast.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AgentMainTest {
    private final StringWriter errors = new StringWriter();

    private int execute(String... arguments) {
        return new CommandLine(new AgentMain())
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }

    @Test
    void shouldNameTheFlagThatIsMissing() {
        assertThat(execute("--node-name", "n1")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains("--coordinator");
    }

    @Test
    void shouldRefuseAnAddressThatIsNone() {
        assertThat(execute(
                        "--node-name=n1",
                        "--coordinator=c:1",
                        "--coordinator-ca-file=ca",
                        "--token-file=t",
                        "--http-address=somewhere"))
                .isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains("HOST:PORT");
    }

    @Test
    void shouldReadAddressesWithAndWithoutHost() {
        AddressOption option = new AddressOption();
        assertThat(option.convert("127.0.0.1:80").getHostString()).isEqualTo("127.0.0.1");
        assertThat(option.convert("[::1]:80").getAddress().isLoopbackAddress()).isTrue();
        assertThat(List.of(option.convert(":80"), option.convert("80"))).containsOnly(new InetSocketAddress(80));
    }
}
