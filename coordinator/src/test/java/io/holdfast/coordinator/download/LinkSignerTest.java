package io.holdfast.coordinator.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LinkSignerTest {
    private static final URI PUBLIC = URI.create("http://backup.example:8085");
    private static final Instant NOW = Instant.parse("2026-11-21T02:40:18Z");
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private final LinkSigner signer = new LinkSigner(PUBLIC, clock(NOW), new SecureRandom());

    @Test
    void shouldKnowItsOwnLinks() {
        URI link = signer.link("a b/c", "backups/größe/x.gz", TEN_MINUTES);
        assertThat(link.toString()).startsWith("http://backup.example:8085/download/");
        assertThat(signer.verify(link)).contains(new LinkSigner.Wanted("a b/c", "backups/größe/x.gz"));
    }

    /** A proxy in front may serve more than this, below a path for each. */
    @Test
    void shouldKeepThePathOfItsPublicAddress() {
        var behind = new LinkSigner(URI.create("https://tools.example/backup/"), clock(NOW), new SecureRandom());
        assertThat(behind.link("l", "k", TEN_MINUTES).toString())
                .startsWith("https://tools.example/backup/download/l/k?");
    }

    @Test
    void shouldRefuseAnyChange() {
        String link = signer.link("default", "backups/b/b-logs.gz", TEN_MINUTES).toString();
        char last = link.charAt(link.length() - 1);
        for (String changed : new String[] {
            link.replace("b-logs", "c-logs"),
            link.replace("/default/", "/other/"),
            link.replaceFirst("expires=1", "expires=2"),
            link.substring(0, link.length() - 1),
            link.substring(0, link.length() - 1) + (last == '0' ? '1' : '0'),
            link.substring(0, link.indexOf('?')),
            link + "&x=1"
        }) {
            assertThat(signer.verify(URI.create(changed))).as(changed).isEmpty();
        }
    }

    @Test
    void shouldRefuseTheLinkOfAnotherProcess() {
        URI link = signer.link("l", "k", TEN_MINUTES);
        assertThat(new LinkSigner(PUBLIC, clock(NOW), new SecureRandom()).verify(link))
                .isEmpty();
    }

    @Test
    void shouldRefuseALinkWhoseTimeIsOver() {
        SecureRandom same = new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) 7);
            }
        };
        URI link = new LinkSigner(PUBLIC, clock(NOW), same).link("l", "k", TEN_MINUTES);
        assertThat(new LinkSigner(PUBLIC, clock(NOW.plus(TEN_MINUTES)), same).verify(link))
                .isPresent();
        assertThat(new LinkSigner(PUBLIC, clock(NOW.plusSeconds(601)), same).verify(link))
                .isEmpty();
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
