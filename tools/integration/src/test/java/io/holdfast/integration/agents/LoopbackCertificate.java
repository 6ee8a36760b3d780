package io.holdfast.integration.agents;

import io.holdfast.integration.program.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** A certificate for this machine that signs itself, made by the JDK's keytool. */
record LoopbackCertificate(KeyManager keys, Path authority) {
    private static final String PASSWORD = "not a secret";

    static LoopbackCertificate create(Path folder) throws IOException, GeneralSecurityException {
        Path store = folder.resolve("certificate.p12");
        Path authority = folder.resolve("ca.crt");
        keytool("-genkeypair", store)
                .and("-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=localhost", "-validity", "2")
                .and("-ext", "san=dns:localhost,ip:127.0.0.1")
                .run()
                .succeeded();
        keytool("-exportcert", store)
                .and("-rfc", "-file", authority.toString())
                .run()
                .succeeded();
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keyStore.load(file, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keyStore, PASSWORD.toCharArray());
        return new LoopbackCertificate(factory.getKeyManagers()[0], authority);
    }

    private static Program keytool(String command, Path store) {
        return Program.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                command,
                "-alias",
                "serving",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD);
    }
}
