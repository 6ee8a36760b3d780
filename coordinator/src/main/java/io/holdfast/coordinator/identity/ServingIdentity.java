package io.holdfast.coordinator.identity;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.coordinator.identity.CertificateAuthority.Issued;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that agents see, of an authority of our own. Replicas share it: the first makes it, and whoever finds
 * that it ends within {@link #RENEWAL} or lacks one of its own hosts issues a new one, under the same authority and for
 * its own hosts only: those of pods that are gone would pile up. {@link #refresh} does that; new connections use the
 * outcome at once.
 */
public final class ServingIdentity {
    static final Duration RENEWAL = Duration.ofDays(120);
    private static final int TRIES = 5;
    private static final Logger LOG = LoggerFactory.getLogger(ServingIdentity.class);

    private final TlsStore store;
    private final Set<String> hosts;
    private final Clock clock;
    private final SecureRandom random;
    private final RenewableKey keys = new RenewableKey();

    public ServingIdentity(KubernetesClient client, String namespace, Collection<String> hosts, Clock clock) {
        this(new SecretTlsStore(client, namespace), hosts, clock, new SecureRandom());
    }

    ServingIdentity(TlsStore store, Collection<String> hosts, Clock clock, SecureRandom random) {
        this.store = store;
        this.hosts = hosts.stream().map(ServingIdentity::asInCertificates).collect(Collectors.toUnmodifiableSet());
        this.clock = clock;
        this.random = random;
    }

    /** The names by which agents of the cluster dial the coordinator's Service in a namespace. */
    public static List<String> serviceHosts(String namespace) {
        String service = "holdfast-coordinator";
        return List.of(
                service,
                service + "." + namespace,
                service + "." + namespace + ".svc",
                service + "." + namespace + ".svc.cluster.local");
    }

    /** One way to write each host, or the same address would seem to be missing from its own certificate. */
    private static String asInCertificates(String host) {
        return CertificateAuthority.isAddress(host)
                ? InetAddress.ofLiteral(host).getHostAddress()
                : host.toLowerCase(Locale.ROOT);
    }

    /** For a TLS server; usable after the first {@link #refresh}. */
    public KeyManager keyManager() {
        return keys;
    }

    /** Takes over what the replicas share, after renewing it where that is due. To be called at the start and daily. */
    public void refresh() {
        try {
            for (int tries = 0; tries < TRIES; tries++) {
                Optional<TlsStore.Kept> kept = store.load();
                Optional<Issued> current = kept.flatMap(this::usable);
                if (current.isPresent()) {
                    keys.use(
                            current.get(), Pem.certificate(kept.get().material().authority()));
                    return;
                }
                if (store.save(make(kept), kept)) {
                    LOG.info("A new serving certificate was issued for {}.", hosts);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new BackupException(
                    FailureKind.INTERNAL,
                    "The coordinator's certificate in the Secret " + SecretTlsStore.SECRET
                            + " cannot be made or used; delete that Secret to have a new one made: " + e.getMessage(),
                    e);
        }
        throw new BackupException(
                FailureKind.UNAVAILABLE,
                "The Secret " + SecretTlsStore.SECRET + " was changed by others each time that it was to be renewed.");
    }

    private Optional<Issued> usable(TlsStore.Kept kept) {
        try {
            X509Certificate authority = Pem.certificate(kept.material().authority());
            X509Certificate certificate = Pem.certificate(kept.material().certificate());
            certificate.verify(authority.getPublicKey());
            Instant renewal = certificate.getNotAfter().toInstant().minus(RENEWAL);
            if (clock.instant().isAfter(renewal) || !hostsOf(certificate).containsAll(hosts)) {
                return Optional.empty();
            }
            return Optional.of(
                    new Issued(certificate, Pem.ellipticKey(kept.material().key())));
        } catch (GeneralSecurityException e) {
            LOG.warn("The certificate in the Secret {} is not usable: {}", SecretTlsStore.SECRET, e.getMessage());
            return Optional.empty();
        }
    }

    private TlsMaterial make(Optional<TlsStore.Kept> kept) throws GeneralSecurityException {
        CertificateAuthority authority = null;
        if (kept.isPresent()) {
            try {
                TlsMaterial material = kept.get().material();
                authority = new CertificateAuthority(
                        Pem.certificate(material.authority()), Pem.ellipticKey(material.authorityKey()));
            } catch (GeneralSecurityException e) {
                LOG.warn(
                        "The authority in the Secret {} is not usable and is replaced: agents must read it again.",
                        SecretTlsStore.SECRET,
                        e);
            }
        }
        if (authority == null) {
            authority = CertificateAuthority.create(clock.instant(), random);
        }
        Issued issued = authority.issue(new TreeSet<>(hosts), clock.instant(), random);
        return new TlsMaterial(
                Pem.of(authority.certificate()),
                Pem.of(authority.key()),
                Pem.of(issued.certificate()),
                Pem.of(issued.key()));
    }

    private static Set<String> hostsOf(X509Certificate certificate) throws GeneralSecurityException {
        Set<String> names = new TreeSet<>();
        var entries = certificate.getSubjectAlternativeNames();
        if (entries != null) {
            entries.forEach(entry -> names.add((String) entry.get(1)));
        }
        return names;
    }
}
