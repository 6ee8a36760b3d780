package io.holdfast.coordinator.identity;

/** Tells whose a bearer token is. Safe for many threads; may block. */
@FunctionalInterface
public interface AgentTokens {
    TokenVerdict check(String token);
}
