package io.holdfast.architecture.wrong.coordinator.run;

import io.holdfast.architecture.wrong.scan.Stage;

/** Touches files from afar. */
record SeesScan(Stage stage) {}
