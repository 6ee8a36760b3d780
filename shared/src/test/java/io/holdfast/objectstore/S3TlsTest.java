package io.holdfast.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.failure.FailureKind;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate no system authority has signed. */
class S3TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;

    private static S3Server server;
    private static String certificate;

    @BeforeAll
    static void startServer() throws Exception {
        KeyStore keys = newKeyPair(folder.resolve("keys.p12"));
        certificate = pem("CERTIFICATE", keys.getCertificate("server").getEncoded());
        String key =
                pem("PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
        Path certificateFile = Files.writeString(folder.resolve("tls.crt"), certificate);
        Path keyFile = Files.writeString(folder.resolve("tls.key"), key);
        server = S3Server.start(folder, "--cert", certificateFile.toString(), "--key", keyFile.toString());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void shouldTrustTheGivenAuthority() {
        try (ObjectStore store = open(Optional.of(certificate), false)) {
            store.put("a", ObjectContent.of("x"));
            assertThat(store.get("a")).asString(UTF_8).isEqualTo("x");
        }
    }

    @Test
    void shouldTrustAnyoneWhereThatIsAskedFor() {
        try (ObjectStore store = open(Optional.empty(), true)) {
            store.put("b", ObjectContent.of("x"));
        }
    }

    @Test
    void shouldSayThatTheCertificateIsNotTrusted() {
        try (ObjectStore store = open(Optional.empty(), false)) {
            ObjectStoreContract.assertFails(
                    FailureKind.ACCESS_DENIED, "certificate is not trusted; give", () -> store.get("a"));
        }
    }

    @Test
    void shouldSayThatTheAuthorityIsNoCertificate() {
        ObjectStoreContract.assertFails(
                FailureKind.INVALID_INPUT, "CA certificate", () -> open(Optional.of("not PEM"), false));
    }

    private static ObjectStore open(Optional<String> authority, boolean insecure) {
        StoreLocation.S3 plain = server.location("tls");
        StoreLocation.S3 location = new StoreLocation.S3(
                plain.bucket(),
                plain.prefix(),
                plain.region(),
                plain.endpoint(),
                Optional.empty(),
                true,
                authority,
                insecure,
                Optional.empty(),
                Optional.empty());
        Retries once = new Retries(Duration.ZERO, () -> 0, _ -> {}, new Random(1));
        return new S3ObjectStore(location, S3Connection.open(location, S3Server.CREDENTIALS, Clock.systemUTC()), once);
    }

    private static KeyStore newKeyPair(Path file) throws Exception {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=testbed",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(file)) {
            keys.load(stream, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static String pem(String kind, byte[] encoded) {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(UTF_8)).encodeToString(encoded);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }
}
