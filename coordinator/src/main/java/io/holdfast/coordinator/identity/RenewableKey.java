package io.holdfast.coordinator.identity;

import io.holdfast.coordinator.identity.CertificateAuthority.Issued;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Shows one certificate, which can be exchanged while the server runs: each handshake uses the newest. */
final class RenewableKey extends X509ExtendedKeyManager {
    private static final String ALIAS = "serving";

    private volatile @Nullable Serving serving;

    private record Serving(PrivateKey key, List<X509Certificate> chain) {}

    void use(Issued issued, X509Certificate authority) {
        serving = new Serving(issued.key(), List.of(issued.certificate(), authority));
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return serving == null ? null : new String[] {ALIAS};
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return alias(keyType);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return alias(keyType);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        Serving current = serving;
        return current == null ? null : current.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        Serving current = serving;
        return current == null ? null : current.key();
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    private @Nullable String alias(String keyType) {
        return serving != null && keyType.startsWith("EC") ? ALIAS : null;
    }
}
