package io.holdfast.objectstore;

import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Workers;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Runs each request on a virtual thread of its own, so that the caller's interrupt, or the time limit of a single try, closes
 * its connection at once. No request outlives its call.
 */
final class S3Requests {
    private static final ThreadFactory THREADS = Workers.virtualThreads("s3");

    private final Duration longestTry;

    /** {@code longestTry} is one request's: a part of an upload is one. */
    S3Requests(Duration longestTry) {
        this.longestTry = longestTry;
    }

    /** The shorter of this and what a request may take already. */
    Duration shorter(Duration other) {
        return other.compareTo(longestTry) < 0 ? other : longestTry;
    }

    /**
     * Throws what the request does, or an InterruptedException, or a TimeoutException that says how long it was. Where our clock
     * goes wrong, the SDK takes over the server's from its refusal, so the same request is accepted the next time.
     */
    <T> T run(Callable<T> request) throws Exception {
        try {
            return runOnce(request);
        } catch (S3Exception e) {
            if (S3Failures.isSkewed(e)) {
                return runOnce(request);
            }
            throw e;
        }
    }

    private <T> T runOnce(Callable<T> request) throws Exception {
        try (TaskGroup single = new TaskGroup(THREADS)) {
            return single.call(request).get(longestTry.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            var late = new TimeoutException("not done after " + longestTry.toSeconds() + " seconds");
            late.initCause(e);
            throw late;
        } catch (ExecutionException e) {
            throw cause(e);
        }
    }

    private static Exception cause(ExecutionException failed) {
        return switch (failed.getCause()) {
            case Error error -> throw error;
            case Exception exception -> exception;
            case null, default -> failed;
        };
    }
}
