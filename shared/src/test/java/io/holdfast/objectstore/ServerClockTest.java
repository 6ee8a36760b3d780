package io.holdfast.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.InterceptorContext;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;

class ServerClockTest {
    private static final Instant SENT = Instant.parse("2026-11-22T05:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(SENT);
    private final InstantSource source = now::get;
    private final ServerClock clock = new ServerClock(source.withZone(ZoneOffset.UTC), "s3:test");

    @ParameterizedTest
    @ValueSource(ints = {-60, -2, 2, 60})
    void shouldTellByHowMuchOursIsAhead(int minutes) {
        answer(SENT.minus(Duration.ofMinutes(minutes)), Duration.ZERO);
        assertThat(clock.ahead()).isEqualTo(Duration.ofMinutes(minutes));
        answer(SENT, Duration.ZERO);
        assertThat(clock.ahead()).isZero();
    }

    /** This machine may have been suspended meanwhile, and then the server's clock is not behind. */
    @Test
    void shouldNotTakeALateAnswerForAWrongClock() {
        answer(SENT.plusSeconds(1), Duration.ofMinutes(40));
        assertThat(clock.ahead()).isZero();
        answer(SENT.minus(Duration.ofHours(1)), Duration.ofMinutes(40));
        assertThat(clock.ahead()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void shouldLearnNothingFromCachesAndFromWhatIsNoDate() {
        answer(SENT.minus(Duration.ofHours(1)), Duration.ZERO, "Age", "3600");
        assertThat(clock.ahead()).isZero();
        hear(SdkHttpResponse.builder().statusCode(200).putHeader("Date", "yesterday"), Duration.ZERO);
        assertThat(clock.ahead()).isZero();
    }

    private void answer(Instant date, Duration later, String... header) {
        String text = DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC));
        SdkHttpResponse.Builder answer =
                SdkHttpResponse.builder().statusCode(200).putHeader("Date", text);
        hear(header.length == 0 ? answer : answer.putHeader(header[0], header[1]), later);
    }

    private void hear(SdkHttpResponse.Builder answer, Duration later) {
        now.set(SENT);
        InterceptorContext context = InterceptorContext.builder()
                .request(HeadBucketRequest.builder().build())
                .httpResponse(answer.build())
                .build();
        ExecutionAttributes attributes = new ExecutionAttributes();
        clock.beforeTransmission(context, attributes);
        now.set(SENT.plus(later));
        clock.afterTransmission(context, attributes);
    }
}
