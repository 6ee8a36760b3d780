package io.holdfast.demo.played;

import io.fabric8.kubernetes.api.model.APIGroupList;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.net.HttpURLConnection;
import java.util.List;

/** Answers discovery and token reviews, which no store of objects can; all other requests go to the store. */
final class AnsweringDispatcher extends Dispatcher {
    private static final String TOKEN_REVIEWS = "/apis/authentication.k8s.io/v1/tokenreviews";

    private final ServiceAccountTokens tokens;
    private final Dispatcher store;

    AnsweringDispatcher(ServiceAccountTokens tokens, Dispatcher store) {
        this.tokens = tokens;
        this.store = store;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        return switch (request.getPath()) {
            case "/api/v1" -> answer(coreResources());
            case "/apis" -> answer(new APIGroupList());
            case TOKEN_REVIEWS ->
                answer(tokens.review(Serialization.unmarshal(request.getUtf8Body(), TokenReview.class)));
            default -> store.dispatch(request);
        };
    }

    /** The kinds that the demo's namespaces hold. */
    private static Object coreResources() {
        return new APIResourceListBuilder()
                .withGroupVersion("v1")
                .withResources(
                        resource("namespaces", "Namespace", false),
                        resource("pods", "Pod", true),
                        resource("configmaps", "ConfigMap", true))
                .build();
    }

    private static APIResource resource(String name, String kind, boolean namespaced) {
        return new APIResourceBuilder()
                .withName(name)
                .withKind(kind)
                .withNamespaced(namespaced)
                .withVerbs(List.of("create", "delete", "get", "list", "patch", "watch"))
                .build();
    }

    private static MockResponse answer(Object object) {
        return new MockResponse()
                .setResponseCode(HttpURLConnection.HTTP_OK)
                .setHeader("Content-Type", "application/json")
                .setBody(Serialization.asJson(object));
    }

    @Override
    public void shutdown() {
        store.shutdown();
    }
}
