package io.holdfast.objectstore;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLPeerUnverifiedException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** Turns what S3, the network and the SDK say into failures that name the store and the key, and tell what to do. */
final class S3Failures {
    private static final String SKEWED = "RequestTimeTooSkewed";

    private final String store;
    private final String bucket;

    S3Failures(String store, String bucket) {
        this.store = store;
        this.bucket = bucket;
    }

    /** {@code action} completes "could not …", for instance "write". An Error is thrown on as it is. */
    BackupException of(String action, String key, Throwable thrown) {
        find(thrown, Error.class).ifPresent(error -> {
            throw error;
        });
        return find(thrown, BackupException.class)
                .or(() -> find(thrown, AwsServiceException.class).map(answer -> answered(action, key, answer)))
                .orElseGet(() -> unanswered(action, key, thrown));
    }

    BackupException noSuchBucket(Throwable cause) {
        return new BackupException(
                FailureKind.NOT_FOUND,
                "there is no bucket " + bucket + " at " + store + "; create it, or correct its name or the endpoint",
                cause);
    }

    BackupException notFound(String key, Throwable cause) {
        return new BackupException(FailureKind.NOT_FOUND, "there is no " + key + " in " + store, cause);
    }

    BackupException tooShort(String key, long offset, int length) {
        return new BackupException(
                FailureKind.CORRUPT,
                key + " in " + store + " is shorter than its " + length + " bytes from " + offset + " need");
    }

    /** Some caches and gateways answer with all of an object, whatever part of it was asked for. */
    BackupException rangeIgnored(String key) {
        return new BackupException(
                FailureKind.UNSUPPORTED,
                "asked for a part of " + key + ", " + store + " has answered with more; what lies between here and the"
                        + " server must pass the header Range on");
    }

    BackupException lengthUntold(String key) {
        return new BackupException(
                FailureKind.UNSUPPORTED,
                "asked for " + key + ", " + store + " has answered without the header Content-Length; what lies between"
                        + " here and the server must pass it on");
    }

    /** What the server asked us to wait, or nothing. */
    static Duration retryAfter(Throwable failure) {
        return find(failure, AwsServiceException.class)
                .map(AwsServiceException::awsErrorDetails)
                .map(AwsErrorDetails::sdkHttpResponse)
                .flatMap(response -> response.firstMatchingHeader("Retry-After"))
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(Duration.ZERO);
    }

    static boolean hasStatus(Throwable thrown, int status) {
        return find(thrown, AwsServiceException.class)
                .filter(answer -> answer.statusCode() == status)
                .isPresent();
    }

    /** Whether the server found a request signed at another time than it has. */
    static boolean isSkewed(AwsServiceException answer) {
        return code(answer).equals(SKEWED);
    }

    private BackupException answered(String action, String key, AwsServiceException answer) {
        String code = code(answer);
        return switch (code) {
            case "NoSuchBucket" -> noSuchBucket(answer);
            case "NoSuchKey" -> notFound(key, answer);
            case "InvalidAccessKeyId", "XAdminUserNotFound" ->
                denied(action, key, "the server does not know the access key id; check the credentials", answer);
            case "SignatureDoesNotMatch" ->
                denied(action, key, "the secret access key is wrong; check the credentials", answer);
            case "ExpiredToken", "InvalidToken", "TokenRefreshRequired" ->
                denied(action, key, "the session token is no longer valid; get new credentials", answer);
            case SKEWED ->
                denied(action, key, "this machine's clock differs too much from the server's; set it", answer);
            case "AuthorizationHeaderMalformed", "PermanentRedirect", "IllegalLocationConstraintException" ->
                failure(
                        FailureKind.INVALID_INPUT,
                        action,
                        key,
                        "the bucket is in another region; set its region",
                        answer);
            case "XMinioStorageFull", "QuotaExceeded", "InsufficientCapacity" ->
                failure(FailureKind.NO_SPACE, action, key, "no space is left in the store", answer);
            case "SlowDown", "RequestTimeout", "ConditionalRequestConflict", "OperationAborted" ->
                failure(FailureKind.UNAVAILABLE, action, key, said(answer), answer);
            case "BadDigest", "IncompleteBody", "XAmzContentSHA256Mismatch", "InvalidPart" ->
                failure(FailureKind.UNAVAILABLE, action, key, "it was damaged on the way: " + said(answer), answer);
            default -> byStatus(action, key, answer);
        };
    }

    private BackupException byStatus(String action, String key, AwsServiceException answer) {
        if (answer instanceof NoSuchBucketException) {
            return noSuchBucket(answer);
        }
        int status = answer.statusCode();
        return switch (status) {
            case 401, 403 ->
                denied(
                        action,
                        key,
                        "access is denied (" + said(answer) + "); check the credentials and policy",
                        answer);
            case 404 ->
                code(answer).isEmpty()
                        ? notFound(key, answer)
                        : failure(FailureKind.NOT_FOUND, action, key, said(answer), answer);
            case 408, 429 -> failure(FailureKind.UNAVAILABLE, action, key, said(answer), answer);
            case 501 -> failure(FailureKind.UNSUPPORTED, action, key, said(answer), answer);
            case 507 -> failure(FailureKind.NO_SPACE, action, key, "no space is left in the store", answer);
            default -> {
                FailureKind kind = status >= 500 ? FailureKind.UNAVAILABLE : FailureKind.INVALID_INPUT;
                yield failure(kind, action, key, said(answer), answer);
            }
        };
    }

    private BackupException unanswered(String action, String key, Throwable thrown) {
        if (find(thrown, InterruptedException.class).isPresent()
                || find(thrown, AbortedException.class).isPresent()) {
            return new BackupException(
                    FailureKind.CANCELLED, "the attempt to " + action + " " + key + " was cancelled", thrown);
        }
        if (thrown instanceof TimeoutException late) {
            return failure(FailureKind.UNAVAILABLE, action, key, String.valueOf(late.getMessage()), late);
        }
        if (find(thrown, CertPathBuilderException.class).isPresent()
                || find(thrown, CertificateException.class).isPresent()
                || find(thrown, SSLPeerUnverifiedException.class).isPresent()) {
            String why = "the server's certificate is not trusted; give its authority's certificate (caCert)";
            return failure(FailureKind.ACCESS_DENIED, action, key, why, thrown);
        }
        if (find(thrown, SdkException.class).isEmpty()
                && find(thrown, IOException.class).isEmpty()) {
            String why = "of a defect in this program: " + root(thrown);
            return failure(FailureKind.INTERNAL, action, key, why, thrown);
        }
        String why = find(thrown, UnknownHostException.class)
                .map(unknown -> "the host name " + unknown.getMessage() + " is not known; check the endpoint")
                .orElseGet(() -> words(root(thrown)));
        return failure(FailureKind.UNAVAILABLE, action, key, "no answer: " + why, thrown);
    }

    private BackupException denied(String action, String key, String why, Throwable cause) {
        return failure(FailureKind.ACCESS_DENIED, action, key, why, cause);
    }

    private BackupException failure(FailureKind kind, String action, String key, String why, Throwable cause) {
        return new BackupException(kind, "could not " + action + " " + key + " in " + store + ": " + why, cause);
    }

    private static String code(AwsServiceException answer) {
        return Optional.ofNullable(answer.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
    }

    private static String said(AwsServiceException answer) {
        String text = Optional.ofNullable(answer.awsErrorDetails())
                .map(AwsErrorDetails::errorMessage)
                .orElse("");
        return ("status " + answer.statusCode() + " " + code(answer) + " " + text).strip();
    }

    /** What it says, without the name of its class where it says anything. */
    private static String words(Throwable failure) {
        return Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString);
    }

    private static Throwable root(Throwable thrown) {
        Throwable deepest = thrown;
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            deepest = cause;
        }
        return deepest;
    }

    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
