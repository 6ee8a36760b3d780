package io.holdfast.coordinator.download;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links to this server that nobody can make or alter but this process: HMAC-SHA-256 over expiry, location and key, with a
 * random key that is never written down. After a restart a link is void, and its DownloadRequest can be made again.
 */
public final class LinkSigner {
    static final String PATH = "/download/";

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern QUERY = Pattern.compile("expires=([0-9]{1,18})&signature=([0-9a-f]{64})");

    private final String base;
    private final Clock clock;
    private final SecretKeySpec secret;

    /** What a valid link asks for. */
    record Wanted(String location, String key) {}

    public LinkSigner(URI publicUrl, Clock clock, SecureRandom random) {
        this.base = publicUrl.toString().replaceFirst("/+$", "");
        this.clock = clock;
        byte[] key = new byte[32];
        random.nextBytes(key);
        this.secret = new SecretKeySpec(key, ALGORITHM);
    }

    URI link(String location, String key, Duration validity) {
        long expires = clock.instant().plus(validity).getEpochSecond();
        String path = PATH + encoded(location) + "/" + encoded(key);
        return URI.create(base + path + "?expires=" + expires + "&signature="
                + HexFormat.of().formatHex(sign(expires, path)));
    }

    /** Empty where this process has not signed the link, or its time is over. */
    Optional<Wanted> verify(URI link) {
        String path = link.getRawPath();
        Matcher query = QUERY.matcher(Optional.ofNullable(link.getRawQuery()).orElse(""));
        int slash = path.indexOf('/', PATH.length());
        if (!path.startsWith(PATH) || slash < 0 || !query.matches()) {
            return Optional.empty();
        }
        long expires = Long.parseLong(query.group(1));
        byte[] signature = HexFormat.of().parseHex(query.group(2));
        if (!MessageDigest.isEqual(signature, sign(expires, path))
                || clock.instant().isAfter(Instant.ofEpochSecond(expires))) {
            return Optional.empty();
        }
        return Optional.of(
                new Wanted(decoded(path.substring(PATH.length(), slash)), decoded(path.substring(slash + 1))));
    }

    private byte[] sign(long expires, String path) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal((expires + "\n" + path).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
