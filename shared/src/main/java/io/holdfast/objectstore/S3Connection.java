package io.holdfast.objectstore;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.utils.AttributeMap;

/** The SDK's client and signer for one location, with all that the SDK would do by itself and we do ourselves turned off. */
final class S3Connection implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 64;

    private final S3Identity identity;
    private final SdkHttpClient http;
    private final S3Client client;
    private final S3Presigner presigner;
    private final ServerClock clock;

    private S3Connection(
            S3Identity identity, SdkHttpClient http, S3Client client, S3Presigner presigner, ServerClock clock) {
        this.identity = identity;
        this.http = http;
        this.client = client;
        this.presigner = presigner;
        this.clock = clock;
    }

    static S3Connection open(StoreLocation.S3 location, StoreCredentials credentials, Clock clock) {
        ServerClock serverClock = new ServerClock(clock, S3ObjectStore.describe(location));
        S3Identity identity = S3Identity.of(credentials);
        SdkHttpClient http = http(location);
        Region region = Region.of(location.region());
        S3Configuration signing = S3Configuration.builder()
                .pathStyleAccessEnabled(location.pathStyle())
                .chunkedEncodingEnabled(false)
                .build();
        var client = S3Client.builder()
                .region(region)
                .credentialsProvider(identity)
                .httpClient(http)
                .serviceConfiguration(signing)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(settings ->
                        settings.retryStrategy(AwsRetryStrategy.doNotRetry()).addExecutionInterceptor(serverClock));
        location.endpoint().ifPresent(client::endpointOverride);
        var presigner = S3Presigner.builder()
                .region(region)
                .credentialsProvider(identity)
                .serviceConfiguration(signing);
        Optional<URI> reachable = location.publicEndpoint().or(location::endpoint);
        reachable.ifPresent(presigner::endpointOverride);
        return new S3Connection(identity, http, client.build(), presigner.build(), serverClock);
    }

    S3Client client() {
        return client;
    }

    S3Presigner presigner() {
        return presigner;
    }

    ServerClock clock() {
        return clock;
    }

    /** The SDK leaves a client of HTTP that it was given to its owner. */
    @Override
    public void close() {
        presigner.close();
        client.close();
        http.close();
        identity.close();
    }

    private static SdkHttpClient http(StoreLocation.S3 location) {
        Apache5HttpClient.Builder http = Apache5HttpClient.builder()
                .connectionTimeout(CONNECT)
                .connectionAcquisitionTimeout(SILENCE)
                .socketTimeout(SILENCE)
                .maxConnections(CONNECTIONS);
        location.caCertificate().filter(_ -> !location.insecureSkipTlsVerify()).ifPresent(pem -> {
            var managers = TrustedAuthorities.systemAnd(pem);
            http.tlsTrustManagersProvider(() -> managers);
        });
        return http.buildWithDefaults(AttributeMap.builder()
                .put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, location.insecureSkipTlsVerify())
                .build());
    }
}
