package io.holdfast.demo.played;

import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Issues tokens bound to nodes, and reviews tokens: only one that was issued, for its audience, is somebody's. */
final class ServiceAccountTokens {
    private static final String ACCOUNT = "system:serviceaccount:velero:holdfast-node-agent";
    private static final String AUDIENCE = "holdfast-coordinator";
    private static final String NODE = "authentication.kubernetes.io/node-name";

    private final Map<String, String> nodeByToken = new ConcurrentHashMap<>();

    String issue(String node) {
        String token = "played." + UUID.randomUUID();
        nodeByToken.put(token, node);
        return token;
    }

    TokenReview review(TokenReview question) {
        Optional<String> node = Optional.ofNullable(
                nodeByToken.get(String.valueOf(question.getSpec().getToken())));
        boolean known = node.isPresent() && question.getSpec().getAudiences().contains(AUDIENCE);
        return known
                ? new TokenReviewBuilder(question)
                        .withNewStatus()
                        .withAuthenticated(true)
                        .withAudiences(AUDIENCE)
                        .withNewUser()
                        .withUsername(ACCOUNT)
                        .withExtra(Map.of(NODE, List.of(node.get())))
                        .endUser()
                        .endStatus()
                        .build()
                : new TokenReviewBuilder(question)
                        .withNewStatus()
                        .withAuthenticated(false)
                        .withError("no such token was issued")
                        .endStatus()
                        .build();
    }
}
