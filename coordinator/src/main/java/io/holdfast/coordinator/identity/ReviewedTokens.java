package io.holdfast.coordinator.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/**
 * Has the API server review tokens. Good answers are remembered for a few seconds, by the token's hash, so that a fleet
 * of agents that reconnects does not flood the API server; bad answers are not, so that a remedy works at once.
 */
public final class ReviewedTokens implements AgentTokens {
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int MOST_REMEMBERED = 10_000;

    private final UnaryOperator<TokenReview> reviewer;
    private final TokenReviewRules rules;
    private final Cache<String, TokenVerdict> accepted;

    public ReviewedTokens(KubernetesClient client, String namespace, String serviceAccount) {
        this(review -> client.resource(review).create(), namespace, serviceAccount, Ticker.systemTicker());
    }

    ReviewedTokens(UnaryOperator<TokenReview> reviewer, String namespace, String serviceAccount, Ticker ticker) {
        this.reviewer = reviewer;
        this.rules = new TokenReviewRules(namespace, serviceAccount);
        this.accepted = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(REMEMBERED)
                .ticker(ticker)
                .build();
    }

    @Override
    public TokenVerdict check(String token) {
        String key = sha256(token);
        TokenVerdict known = accepted.getIfPresent(key);
        if (known != null) {
            return known;
        }
        TokenVerdict verdict = review(token);
        if (verdict instanceof TokenVerdict.Agent) {
            accepted.put(key, verdict);
        }
        return verdict;
    }

    private TokenVerdict review(String token) {
        TokenReview question = new TokenReviewBuilder()
                .withNewSpec()
                .withToken(token)
                .withAudiences(TokenReviewRules.AUDIENCE)
                .endSpec()
                .build();
        try {
            return rules.judge(reviewer.apply(question));
        } catch (KubernetesClientException e) {
            return new TokenVerdict.Undecided("The API server could not review the agent's token: " + e.getMessage()
                    + "; the coordinator needs the right to create tokenreviews.");
        }
    }

    private static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
