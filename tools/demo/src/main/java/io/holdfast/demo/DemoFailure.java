package io.holdfast.demo;

/** The story cannot go on; the message is a sentence for whoever watches. */
final class DemoFailure extends RuntimeException {
    DemoFailure(String message) {
        super(message);
    }
}
