package io.holdfast.agent.session;

import io.grpc.ChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Dials by TLS alone. The authority's certificate and the token are read anew for each channel, as kubelet renews them in
 * place.
 */
public final class TlsDial implements CoordinatorDial {
    private static final int MAX_MESSAGE_BYTES = 64 << 20;
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final Path authority;
    private final Path token;
    private final Executor executor;

    public TlsDial(Path authority, Path token, Executor executor) {
        this.authority = authority;
        this.token = token;
        this.executor = executor;
    }

    @Override
    public ManagedChannel open(String address) {
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + readToken());
        try {
            return NettyChannelBuilder.forTarget("dns:///" + address, credentials())
                    .executor(executor)
                    .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
                    .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                    .keepAliveTime(10, TimeUnit.SECONDS)
                    .keepAliveTimeout(10, TimeUnit.SECONDS)
                    .disableRetry()
                    .build();
        } catch (IllegalArgumentException e) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT,
                    "No connection to " + address + " can be made with the certificates in " + authority + " ("
                            + e.getMessage() + "); give --coordinator-ca-file the ca.crt of the ConfigMap"
                            + " holdfast-coordinator-ca.",
                    e);
        }
    }

    private String readToken() {
        try {
            String text = Files.readString(token).strip();
            if (text.isEmpty()) {
                throw noToken("is empty");
            }
            return text;
        } catch (IOException e) {
            throw noToken("cannot be read (" + e + ")");
        }
    }

    private BackupException noToken(String why) {
        return new BackupException(
                FailureKind.INVALID_INPUT,
                "The token file " + token + " " + why
                        + "; give --token-file a projected ServiceAccount token of audience"
                        + " holdfast-coordinator.");
    }

    private ChannelCredentials credentials() {
        try {
            return TlsChannelCredentials.newBuilder()
                    .trustManager(authority.toFile())
                    .build();
        } catch (IOException e) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT,
                    "The certificate file " + authority + " cannot be read (" + e + "); give --coordinator-ca-file the"
                            + " ca.crt of the ConfigMap holdfast-coordinator-ca.",
                    e);
        }
    }
}
