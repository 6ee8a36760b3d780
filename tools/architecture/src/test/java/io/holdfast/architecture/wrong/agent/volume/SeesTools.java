package io.holdfast.architecture.wrong.agent.volume;

import io.holdfast.architecture.wrong.cli.Innocent;

/** A server that sees a tool. */
record SeesTools(Innocent tool) {}
