package io.holdfast.architecture.wrong.scan;

import io.holdfast.architecture.wrong.cli.Innocent;

/** A part of shared that sees a tool. */
record SeesTools(Innocent tool) {}
