package io.holdfast.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A request or an answer of HTTP, whole: the lines of its head as they came, so that signatures stay true, and its body. */
final class Message {
    private static final int LONGEST_HEAD = 64 << 10;

    private final List<String> head;
    private final byte[] body;

    private Message(List<String> head, byte[] body) {
        this.head = List.copyOf(head);
        this.body = body;
    }

    /** What a client sends; it is told to go on where it asks. Empty where it closes the connection instead. */
    static Optional<Message> request(Socket client) throws IOException {
        InputStream stream = client.getInputStream();
        List<String> head = readHead(stream);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        Message request = new Message(head, new byte[0]);
        if (request.header("Expect").isPresent()) {
            client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
        }
        int length = Integer.parseInt(request.header("Content-Length").orElse("0"));
        byte[] body = stream.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the client sent " + body.length + " of " + length + " bytes");
        }
        return Optional.of(
                new Message(head, body).without("Expect").without("Connection").with("Connection", "close"));
    }

    /** What a server sends before it closes the connection. */
    static Message answer(InputStream server) throws IOException {
        return new Message(readHead(server), server.readAllBytes());
    }

    /** A refusal as S3 words it. The answer to HEAD has no body, so the code is lost there. */
    static Message refusal(Message request, int status, String code, String text, String... headers) {
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>" + text
                + "</Message></Error>";
        byte[] body = request.method().equals("HEAD") ? new byte[0] : xml.getBytes(UTF_8);
        Stream<String> head =
                Stream.of("HTTP/1.1 " + status + " " + code, "Content-Type: application/xml", "Connection: close");
        return new Message(Stream.concat(head, Stream.of(headers)).toList(), body)
                .with("Content-Length", Integer.toString(body.length));
    }

    /** The request's line or the answer's status, and the headers. */
    List<String> head() {
        return head;
    }

    byte[] body() {
        return body;
    }

    String method() {
        return head.getFirst().split(" ", 2)[0];
    }

    /** Path and query. */
    String target() {
        return head.getFirst().split(" ", 3)[1];
    }

    Optional<String> header(String name) {
        return head.stream()
                .skip(1)
                .filter(line -> isOf(name, line))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }

    Message with(String name, String value) {
        return new Message(
                Stream.concat(head.stream(), Stream.of(name + ": " + value)).toList(), body);
    }

    Message without(String name) {
        return new Message(head.stream().filter(line -> !isOf(name, line)).toList(), body);
    }

    Message withBody(byte[] other) {
        return new Message(head, other);
    }

    void write(OutputStream stream) throws IOException {
        writeHead(stream);
        stream.write(body);
    }

    void writeHead(OutputStream stream) throws IOException {
        stream.write((String.join("\r\n", head) + "\r\n\r\n").getBytes(ISO_8859_1));
    }

    private static boolean isOf(String name, String line) {
        return line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":");
    }

    private static List<String> readHead(InputStream stream) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int last = 0; last != 0x0d0a0d0a; ) {
            int next = stream.read();
            if (next < 0 && head.size() == 0) {
                return List.of();
            }
            if (next < 0 || head.size() > LONGEST_HEAD) {
                throw new EOFException("a head without an end, after " + head.size() + " bytes");
            }
            head.write(next);
            last = last << 8 | next;
        }
        return head.toString(ISO_8859_1).strip().lines().toList();
    }
}
