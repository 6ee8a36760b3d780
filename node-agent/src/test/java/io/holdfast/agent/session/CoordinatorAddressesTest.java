package io.holdfast.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CoordinatorAddressesTest {
    @Test
    void shouldTakeTheConfiguredOnesInTurnAndAHintOnceBefore() {
        CoordinatorAddresses addresses = new CoordinatorAddresses(List.of("a", "b"));
        assertThat(addresses.next()).isEqualTo("a");
        addresses.prefer("leader");
        assertThat(addresses.next()).isEqualTo("leader");
        assertThat(addresses.next()).isEqualTo("b");
        assertThat(addresses.next()).isEqualTo("a");
    }
}
