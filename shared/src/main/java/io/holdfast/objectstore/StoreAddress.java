package io.holdfast.objectstore;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A store as a person types it, spelled like restic's repositories: a path, {@code local:path},
 * {@code s3:https://host:port/bucket/prefix} or {@code s3:host/bucket/prefix}. S3 takes its credentials and region from the
 * environment variables that the AWS tools use.
 */
public record StoreAddress(StoreLocation location, StoreCredentials credentials) {
    private static final String LOCAL = "local:";
    private static final String S3 = "s3:";
    /** Where restic stores as well. */
    private static final Set<String> NOT_SERVED = Set.of("azure", "b2", "gs", "rclone", "rest", "sftp", "swift");

    private static final String DEFAULT_REGION = "us-east-1";
    private static final Pattern AWS_HOST = Pattern.compile("s3(?:[.-]([a-z0-9-]+))?\\.amazonaws\\.com(?:\\.cn)?");

    public static StoreAddress parse(String text, Map<String, String> environment) {
        if (text.startsWith(S3)) {
            return s3(text, environment);
        }
        String scheme = text.substring(0, Math.max(0, text.indexOf(':')));
        if (NOT_SERVED.contains(scheme)) {
            throw new BackupException( // without the text, which may hold a password
                    FailureKind.INVALID_INPUT,
                    "repositories at " + scheme
                            + ": are not served: name a directory, or s3:https://host/bucket/prefix;"
                            + " a directory whose name begins so is ./" + scheme + ":...");
        }
        String path = text.startsWith(LOCAL) ? text.substring(LOCAL.length()) : text;
        if (path.isBlank()) {
            throw invalid(text, "it is empty");
        }
        try {
            Path absolute = Path.of(path).toAbsolutePath().normalize();
            return new StoreAddress(new StoreLocation.Directory(absolute), new StoreCredentials.Ambient());
        } catch (InvalidPathException e) {
            throw invalid(text, e.getReason());
        }
    }

    private static StoreAddress s3(String text, Map<String, String> environment) {
        String rest = text.substring(S3.length());
        String url = rest.startsWith("http://") || rest.startsWith("https://")
                ? rest
                : "https://" + (rest.startsWith("//") ? rest.substring(2) : rest);
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw invalid(text, e.getReason());
        }
        String host = uri.getHost();
        String path = Optional.ofNullable(uri.getPath()).orElse("").replaceAll("^/+|/+$", "");
        if (uri.getRawUserInfo() != null) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT,
                    "the place of a repository must not hold credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
        }
        if (host == null || path.isEmpty() || uri.getQuery() != null) {
            throw invalid(text, "it has to be s3:https://host/bucket/prefix");
        }
        int slash = path.indexOf('/');
        String bucket = slash < 0 ? path : path.substring(0, slash);
        String prefix = slash < 0 ? "" : path.substring(slash + 1);
        Matcher aws = AWS_HOST.matcher(host.toLowerCase(Locale.ROOT));
        boolean atAws = aws.matches();
        String region = setting(environment, "AWS_REGION")
                .or(() -> setting(environment, "AWS_DEFAULT_REGION"))
                .or(() -> atAws ? Optional.ofNullable(aws.group(1)) : Optional.empty())
                .orElse(DEFAULT_REGION);
        Optional<URI> endpoint =
                atAws ? Optional.empty() : Optional.of(URI.create(uri.getScheme() + "://" + uri.getRawAuthority()));
        StoreLocation.S3 location = new StoreLocation.S3(
                bucket,
                prefix,
                region,
                endpoint,
                Optional.empty(),
                !atAws,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
        return new StoreAddress(location, credentials(environment));
    }

    private static StoreCredentials credentials(Map<String, String> environment) {
        Optional<String> id = setting(environment, "AWS_ACCESS_KEY_ID");
        Optional<String> secret = setting(environment, "AWS_SECRET_ACCESS_KEY");
        if (id.isPresent() != secret.isPresent()) {
            throw new BackupException(
                    FailureKind.ACCESS_DENIED,
                    "set both AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or neither: only one of them is set");
        }
        return id.isPresent() && secret.isPresent()
                ? new StoreCredentials.AccessKey(id.get(), secret.get(), setting(environment, "AWS_SESSION_TOKEN"))
                : new StoreCredentials.Ambient();
    }

    private static Optional<String> setting(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static BackupException invalid(String text, String why) {
        return new BackupException(
                FailureKind.INVALID_INPUT, "not the place of a repository: \"" + text + "\": " + why);
    }
}
