package io.holdfast.objectstore;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The system's certificate authorities and those of a PEM text, together. */
final class TrustedAuthorities {
    private TrustedAuthorities() {}

    static TrustManager[] systemAnd(String pem) {
        try {
            List<Certificate> trusted = new ArrayList<>(parse(pem));
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager system) {
                    trusted.addAll(List.<X509Certificate>of(system.getAcceptedIssuers()));
                }
            }
            KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
            keys.load(null, null);
            for (int i = 0; i < trusted.size(); i++) {
                keys.setCertificateEntry("authority-" + i, trusted.get(i));
            }
            return managers(keys);
        } catch (GeneralSecurityException | IOException e) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT, "the CA certificate of the store is not PEM text of certificates", e);
        }
    }

    private static Collection<? extends Certificate> parse(String pem) throws GeneralSecurityException {
        byte[] bytes = pem.getBytes(StandardCharsets.UTF_8);
        Collection<? extends Certificate> parsed =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
        if (parsed.isEmpty()) {
            throw new GeneralSecurityException("the text holds no certificate");
        }
        return parsed;
    }

    private static TrustManager[] managers(@Nullable KeyStore keys) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(keys);
        return factory.getTrustManagers();
    }
}
