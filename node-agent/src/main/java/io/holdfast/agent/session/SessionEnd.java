package io.holdfast.agent.session;

import java.util.Optional;

/** Why a session with a coordinator is over. */
sealed interface SessionEnd {
    /** It does not lead; empty where it does not know who does. */
    record NotLeader(Optional<String> leaderAddress) implements SessionEnd {}

    /** It was not even dialled; the reason is a sentence for the operator. */
    record Unable(String reason) implements SessionEnd {}

    /** It could not be reached, or the stream broke. */
    record Lost(String reason) implements SessionEnd {}

    /** It does not want this agent; the reason is a sentence for the operator. */
    record Refused(String reason) implements SessionEnd {}
}
