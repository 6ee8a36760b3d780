package io.holdfast.coordinator.identity;

import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads the API server's answer to a TokenReview. The node comes from the answer's extra
 * {@value #NODE_NAME} alone, which the API server fills for tokens bound to a pod or a node; what the agent says counts
 * for nothing.
 */
final class TokenReviewRules {
    static final String AUDIENCE = "holdfast-coordinator";
    static final String NODE_NAME = "authentication.kubernetes.io/node-name";
    static final String POD_NAME = "authentication.kubernetes.io/pod-name";

    private final String user;

    /** Tokens of the ServiceAccount are agents'. */
    TokenReviewRules(String namespace, String serviceAccount) {
        this.user = "system:serviceaccount:" + namespace + ":" + serviceAccount;
    }

    TokenVerdict judge(TokenReview review) {
        TokenReviewStatus status = review.getStatus();
        if (status == null || !Boolean.TRUE.equals(status.getAuthenticated())) {
            return new TokenVerdict.Unknown("The API server does not accept the agent's token"
                    + Optional.ofNullable(status)
                            .map(TokenReviewStatus::getError)
                            .filter(error -> !error.isBlank())
                            .map(error -> " (" + error + ")")
                            .orElse("")
                    + "; it must be a current ServiceAccount token of audience " + AUDIENCE + ".");
        }
        if (!Objects.requireNonNullElse(status.getAudiences(), List.<String>of())
                .contains(AUDIENCE)) {
            return new TokenVerdict.Unknown("The agent's token is not of audience " + AUDIENCE
                    + "; project it with that audience into the agent's pod.");
        }
        return judge(status.getUser());
    }

    private TokenVerdict judge(UserInfo info) {
        if (!user.equals(info.getUsername())) {
            return new TokenVerdict.Refused("The token belongs to " + info.getUsername() + ", and node agents run as "
                    + user + "; run the agent under that ServiceAccount.");
        }
        Optional<String> node = extra(info, NODE_NAME);
        if (node.isEmpty()) {
            return new TokenVerdict.Refused("The agent's token names no node; it must be a projected token of its pod,"
                    + " or one bound to the Node (Kubernetes 1.30 or later).");
        }
        return new TokenVerdict.Agent(node.get(), extra(info, POD_NAME).orElse(""));
    }

    private static Optional<String> extra(UserInfo info, String key) {
        return Objects.requireNonNullElse(info.getExtra(), Map.<String, List<String>>of())
                .getOrDefault(key, List.of())
                .stream()
                .findFirst()
                .filter(value -> !value.isBlank());
    }
}
