package io.holdfast.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/** What becomes of a request and of its answer. */
@FunctionalInterface
interface Fault {
    Fault NONE = exchange -> exchange.reply(exchange.forward());

    void befall(Exchange exchange) throws IOException, InterruptedException;

    static Fault latency(Duration time) {
        return exchange -> {
            Thread.sleep(time);
            exchange.reply(exchange.forward());
        };
    }

    static Fault resetBefore() {
        return Exchange::reset;
    }

    /** The server has done it, but the client does not hear of it. */
    static Fault resetAfter() {
        return exchange -> {
            Message _ = exchange.forward();
            exchange.reset();
        };
    }

    static Fault resetMidway() {
        return exchange -> {
            Message answer = exchange.forward();
            exchange.replyInPart(answer, answer.body().length / 2);
            exchange.reset();
        };
    }

    /** The body ends before the length that was promised. */
    static Fault truncated() {
        return exchange -> {
            Message answer = exchange.forward();
            exchange.replyInPart(answer, answer.body().length / 2);
        };
    }

    /** The body is shorter than what is stored, and the answer says so: no part of it contradicts another. */
    static Fault shortened() {
        return exchange -> {
            Message answer = exchange.forward();
            byte[] less = Arrays.copyOf(answer.body(), answer.body().length * 2 / 3);
            exchange.reply(answer.withBody(less)
                    .without("Content-Length")
                    .with("Content-Length", Integer.toString(less.length)));
        };
    }

    static Fault flippedInAnswer() {
        return exchange -> {
            Message answer = exchange.forward();
            exchange.reply(answer.withBody(flipped(answer.body())));
        };
    }

    static Fault flippedInRequest() {
        return exchange -> {
            Message request = exchange.request();
            exchange.reply(Exchange.send(request.withBody(flipped(request.body())), exchange.server()));
        };
    }

    static Fault wrongTag() {
        return exchange ->
                exchange.reply(exchange.forward().without("ETag").with("ETag", "\"00000000000000000000000000000000\""));
    }

    /** A network that repeats what it has lost sight of. */
    static Fault twice() {
        return exchange -> {
            Message _ = exchange.forward();
            exchange.reply(exchange.forward());
        };
    }

    /** No answer, as long as the client waits. */
    static Fault silence() {
        return Exchange::outlast;
    }

    static Fault refusal(int status, String code, String text, String... headers) {
        return exchange -> exchange.reply(Message.refusal(exchange.request(), status, code, text, headers));
    }

    private static byte[] flipped(byte[] body) {
        byte[] flipped = body.clone();
        if (flipped.length > 0) {
            flipped[flipped.length / 2] ^= 0x10;
        }
        return flipped;
    }
}
