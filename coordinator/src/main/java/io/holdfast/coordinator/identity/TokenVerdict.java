package io.holdfast.coordinator.identity;

/** What came of checking a token. */
public sealed interface TokenVerdict {
    /** It is a node agent's, of this node. */
    record Agent(String node, String pod) implements TokenVerdict {}

    /** Nobody that the cluster knows; the reason names the thing and the remedy. */
    record Unknown(String reason) implements TokenVerdict {}

    /** Somebody, but no node agent; the reason names the thing and the remedy. */
    record Refused(String reason) implements TokenVerdict {}

    /** The cluster could not be asked. */
    record Undecided(String reason) implements TokenVerdict {}
}
