package io.holdfast.architecture.wrong.scan;

import io.holdfast.architecture.wrong.index.Innocent;

/** A stage that sees a later one. */
record SeesLaterStage(Innocent later) {}
