package io.holdfast.coordinator.dispatch;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.holdfast.coordinator.identity.AgentTokens;
import io.holdfast.coordinator.identity.TokenVerdict;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets only node agents pass; the node that their token names goes with the call. */
final class AgentAuthentication implements ServerInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(AgentAuthentication.class);
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String BEARER = "Bearer ";
    private static final Context.Key<TokenVerdict.Agent> AGENT = Context.key("agent");

    private final AgentTokens tokens;

    AgentAuthentication(AgentTokens tokens) {
        this.tokens = tokens;
    }

    /** The agent whose call is being served. */
    static TokenVerdict.Agent currentAgent() {
        return Objects.requireNonNull(AGENT.get(), "a call has come in past its authentication");
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String header = headers.get(AUTHORIZATION);
        if (header == null || !header.startsWith(BEARER) || header.length() == BEARER.length()) {
            return refuse(
                    call,
                    Status.UNAUTHENTICATED.withDescription("The agent sent no token; give it --token-file with a"
                            + " projected ServiceAccount token of audience holdfast-coordinator."));
        }
        return switch (tokens.check(header.substring(BEARER.length()))) {
            case TokenVerdict.Agent agent ->
                Contexts.interceptCall(Context.current().withValue(AGENT, agent), call, headers, next);
            case TokenVerdict.Unknown(var reason) -> refuse(call, Status.UNAUTHENTICATED.withDescription(reason));
            case TokenVerdict.Refused(var reason) -> refuse(call, Status.PERMISSION_DENIED.withDescription(reason));
            case TokenVerdict.Undecided(var reason) -> refuse(call, Status.UNAVAILABLE.withDescription(reason));
        };
    }

    private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, Status status) {
        LOG.warn("A call was refused: {}", status.getDescription());
        call.close(status, new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
