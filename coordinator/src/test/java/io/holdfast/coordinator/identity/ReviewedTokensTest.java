package io.holdfast.coordinator.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.BoundObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.holdfast.coordinator.cluster.ApiServer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens that a real API server has issued, and is asked about. */
@ExtendWith(ApiServer.Extension.class)
class ReviewedTokensTest {
    private static final String NAMESPACE = "default";
    private static final String ACCOUNT = "holdfast-node-agent";

    private final KubernetesClient client;
    private final ReviewedTokens tokens;

    ReviewedTokensTest(ApiServer server) {
        client = server.newClient();
        tokens = new ReviewedTokens(client, NAMESPACE, ACCOUNT);
    }

    @BeforeEach
    void prepare() {
        account(ACCOUNT);
        account("somebody-else");
        client.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName("n1")
                        .endMetadata()
                        .build())
                .serverSideApply();
    }

    @AfterEach
    void close() {
        client.close();
    }

    private void account(String name) {
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .build())
                .serverSideApply();
    }

    private String token(String account, String audience, boolean boundToNode) {
        var request = new TokenRequestBuilder()
                .withNewSpec()
                .withAudiences(audience)
                .withExpirationSeconds(600L)
                .endSpec()
                .build();
        if (boundToNode) {
            request.getSpec()
                    .setBoundObjectRef(new BoundObjectReferenceBuilder()
                            .withKind("Node")
                            .withApiVersion("v1")
                            .withName("n1")
                            .build());
        }
        return client.serviceAccounts()
                .inNamespace(NAMESPACE)
                .withName(account)
                .tokenRequest(request)
                .getStatus()
                .getToken();
    }

    @Test
    void shouldNameTheNodeThatATokenIsBoundTo() {
        assertThat(tokens.check(token(ACCOUNT, "holdfast-coordinator", true)))
                .isEqualTo(new TokenVerdict.Agent("n1", ""));
    }

    @Test
    void shouldRefuseATokenOfAnotherAudience() {
        assertThat(tokens.check(token(ACCOUNT, "somewhere-else", true)))
                .isInstanceOfSatisfying(
                        TokenVerdict.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("audience holdfast-coordinator"));
    }

    @Test
    void shouldRefuseATokenOfAnotherServiceAccount() {
        assertThat(tokens.check(token("somebody-else", "holdfast-coordinator", true)))
                .isInstanceOfSatisfying(
                        TokenVerdict.Refused.class,
                        refused -> assertThat(refused.reason()).contains("somebody-else", ACCOUNT));
    }

    @Test
    void shouldRefuseATokenThatIsBoundToNoNode() {
        assertThat(tokens.check(token(ACCOUNT, "holdfast-coordinator", false)))
                .isInstanceOfSatisfying(
                        TokenVerdict.Refused.class,
                        refused -> assertThat(refused.reason()).contains("names no node"));
    }

    @Test
    void shouldRefuseWhatIsNoToken() {
        assertThat(tokens.check("made up")).isInstanceOf(TokenVerdict.Unknown.class);
    }

    @Test
    void shouldRememberGoodAnswersForSomeSecondsOnly() {
        AtomicInteger questions = new AtomicInteger();
        AtomicLong now = new AtomicLong();
        Ticker ticker = now::get;
        var counting = new ReviewedTokens(
                review -> {
                    questions.incrementAndGet();
                    return client.resource(review).create();
                },
                NAMESPACE,
                ACCOUNT,
                ticker);
        String good = token(ACCOUNT, "holdfast-coordinator", true);
        counting.check(good);
        counting.check(good);
        assertThat(questions).hasValue(1);
        now.set(Duration.ofSeconds(11).toNanos());
        counting.check(good);
        assertThat(questions).hasValue(2);
        counting.check("made up");
        counting.check("made up");
        assertThat(questions).hasValue(4);
    }

    @Test
    void shouldSayThatTheClusterCouldNotBeAsked() {
        var failing = new ReviewedTokens(ReviewedTokensTest::fail, NAMESPACE, ACCOUNT, Ticker.systemTicker());
        assertThat(failing.check("any")).isInstanceOf(TokenVerdict.Undecided.class);
    }

    private static TokenReview fail(TokenReview review) {
        throw new KubernetesClientException("the API server is away, and so is the review of " + review.getKind());
    }
}
