package io.holdfast.coordinator.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.Test;

class ServingIdentityTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);

    private final MemoryTlsStore store = new MemoryTlsStore();

    private ServingIdentity refreshed(Instant now, String... hosts) {
        var identity = new ServingIdentity(store, List.of(hosts), Clock.fixed(now, ZoneOffset.UTC), new SecureRandom());
        identity.refresh();
        return identity;
    }

    private X509Certificate kept() throws GeneralSecurityException {
        return Pem.certificate(store.load().orElseThrow().material().certificate());
    }

    private String authority() {
        return store.load().orElseThrow().material().authority();
    }

    private static Collection<?> names(X509Certificate certificate) throws GeneralSecurityException {
        return certificate.getSubjectAlternativeNames().stream()
                .map(entry -> entry.get(1))
                .toList();
    }

    private static X509Certificate shown(ServingIdentity identity) {
        var chain = ((X509ExtendedKeyManager) identity.keyManager()).getCertificateChain("serving");
        return Optional.ofNullable(chain).orElseThrow()[0];
    }

    @Test
    void shouldMakeACertificateForAllHostsOfItsOwnAuthority() throws Exception {
        ServingIdentity identity = refreshed(START, "coordinator.velero.svc", "10.0.0.1", "::1");
        assertThat(names(kept())).asString().contains("coordinator.velero.svc", "10.0.0.1", "0:0:0:0:0:0:0:1");
        kept().verify(Pem.certificate(authority()).getPublicKey());
        assertThat(shown(identity)).isEqualTo(kept());
    }

    @Test
    void shouldUseWhatAnotherReplicaHasMade() throws Exception {
        refreshed(START, "a");
        X509Certificate first = kept();
        assertThat(shown(refreshed(START.plus(Duration.ofDays(1)), "a"))).isEqualTo(first);
        assertThat(store.saves()).isEqualTo(1);
    }

    @Test
    void shouldRenewInTimeUnderTheSameAuthority() throws Exception {
        refreshed(START, "a");
        String authority = authority();
        refreshed(START.plus(YEAR).minus(ServingIdentity.RENEWAL).minusSeconds(1), "a");
        assertThat(store.saves()).isEqualTo(1);
        Instant late = START.plus(YEAR).minus(ServingIdentity.RENEWAL).plusSeconds(1);
        refreshed(late, "a");
        assertThat(store.saves()).isEqualTo(2);
        assertThat(kept().getNotAfter()).isAfter(Date.from(late.plus(YEAR).minusSeconds(60)));
        assertThat(authority()).isEqualTo(authority);
    }

    @Test
    void shouldNameItsOwnHostsAndForgetThoseOfPodsThatAreGone() throws Exception {
        refreshed(START, "service", "pod-1");
        String authority = authority();
        refreshed(START, "service", "pod-2");
        assertThat(names(kept()).stream().map(Object::toString)).containsExactlyInAnyOrder("service", "pod-2");
        assertThat(authority()).isEqualTo(authority);
        refreshed(START, "service");
        assertThat(store.saves()).isEqualTo(2);
    }

    @Test
    void shouldReplaceWhatIsNotUsable() throws Exception {
        refreshed(START, "a");
        store.replace(new TlsMaterial("damaged", "damaged", "damaged", "damaged"));
        assertThat(shown(refreshed(START, "a"))).isEqualTo(kept());
    }
}
