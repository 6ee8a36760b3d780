package io.holdfast.wire;

import io.holdfast.agent.v1.S3Location;
import io.holdfast.objectstore.StoreCredentials;
import io.holdfast.objectstore.StoreLocation;
import io.holdfast.task.RepositoryAccess;
import io.holdfast.task.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where a repository lies and what opens it. */
final class RepositoryCodec {
    private RepositoryCodec() {}

    static io.holdfast.agent.v1.RepositoryAccess encode(RepositoryAccess access) {
        return io.holdfast.agent.v1.RepositoryAccess.newBuilder()
                .setLocation(encode(access.location()))
                .setCredentials(encode(access.credentials()))
                .setPassword(access.password().reveal())
                .build();
    }

    static RepositoryAccess decode(io.holdfast.agent.v1.RepositoryAccess message) {
        return new RepositoryAccess(
                decode(message.getLocation()), decode(message.getCredentials()), new Secret(message.getPassword()));
    }

    private static io.holdfast.agent.v1.StoreLocation encode(StoreLocation location) {
        var message = io.holdfast.agent.v1.StoreLocation.newBuilder();
        return switch (location) {
            case StoreLocation.Directory(var path) ->
                message.setDirectory(path.toString()).build();
            case StoreLocation.S3 s3 -> message.setS3(encode(s3)).build();
        };
    }

    private static S3Location encode(StoreLocation.S3 s3) {
        var message = S3Location.newBuilder()
                .setBucket(s3.bucket())
                .setPrefix(s3.prefix())
                .setRegion(s3.region())
                .setPathStyle(s3.pathStyle())
                .setInsecureSkipTlsVerify(s3.insecureSkipTlsVerify());
        s3.endpoint().map(URI::toString).ifPresent(message::setEndpoint);
        s3.publicEndpoint().map(URI::toString).ifPresent(message::setPublicEndpoint);
        s3.caCertificate().ifPresent(message::setCaCertificate);
        s3.serverSideEncryption().ifPresent(message::setServerSideEncryption);
        s3.kmsKeyId().ifPresent(message::setKmsKeyId);
        return message.build();
    }

    private static StoreLocation decode(io.holdfast.agent.v1.StoreLocation message) {
        return switch (message.getLocationCase()) {
            case DIRECTORY -> new StoreLocation.Directory(Path.of(message.getDirectory()));
            case S3 -> decode(message.getS3());
            case LOCATION_NOT_SET -> throw UnknownMessage.of("kind of backup storage location");
        };
    }

    private static StoreLocation.S3 decode(S3Location s3) {
        return new StoreLocation.S3(
                s3.getBucket(),
                s3.getPrefix(),
                s3.getRegion(),
                s3.hasEndpoint() ? Optional.of(URI.create(s3.getEndpoint())) : Optional.empty(),
                s3.hasPublicEndpoint() ? Optional.of(URI.create(s3.getPublicEndpoint())) : Optional.empty(),
                s3.getPathStyle(),
                s3.hasCaCertificate() ? Optional.of(s3.getCaCertificate()) : Optional.empty(),
                s3.getInsecureSkipTlsVerify(),
                s3.hasServerSideEncryption() ? Optional.of(s3.getServerSideEncryption()) : Optional.empty(),
                s3.hasKmsKeyId() ? Optional.of(s3.getKmsKeyId()) : Optional.empty());
    }

    private static io.holdfast.agent.v1.StoreCredentials encode(StoreCredentials credentials) {
        var message = io.holdfast.agent.v1.StoreCredentials.newBuilder();
        return switch (credentials) {
            case StoreCredentials.Ambient() ->
                message.setAmbient(io.holdfast.agent.v1.StoreCredentials.Ambient.getDefaultInstance())
                        .build();
            case StoreCredentials.AccessKey key -> {
                var accessKey = io.holdfast.agent.v1.StoreCredentials.AccessKey.newBuilder()
                        .setAccessKeyId(key.accessKeyId())
                        .setSecretAccessKey(key.secretAccessKey());
                key.sessionToken().ifPresent(accessKey::setSessionToken);
                yield message.setAccessKey(accessKey).build();
            }
        };
    }

    private static StoreCredentials decode(io.holdfast.agent.v1.StoreCredentials message) {
        return switch (message.getCredentialsCase()) {
            case AMBIENT -> new StoreCredentials.Ambient();
            case ACCESS_KEY -> {
                var key = message.getAccessKey();
                yield new StoreCredentials.AccessKey(
                        key.getAccessKeyId(),
                        key.getSecretAccessKey(),
                        key.hasSessionToken() ? Optional.of(key.getSessionToken()) : Optional.empty());
            }
            case CREDENTIALS_NOT_SET -> throw UnknownMessage.of("kind of credentials");
        };
    }
}
