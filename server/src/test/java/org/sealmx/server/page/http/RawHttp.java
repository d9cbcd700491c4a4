package org.sealmx.server.page.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An HTTP client that sends exactly what a test says. */
public final class RawHttp implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    /** Connects to a port of this machine. */
    public RawHttp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * A response.
     *
     * @param status the code
     * @param fields the lines of the header
     * @param body in UTF-8
     */
    public record Response(int status, List<String> fields, String body) {

        /** The value of a field; empty when there is none. */
        public String field(String name) {
            String begin = name.toLowerCase(Locale.ROOT) + ":";
            return fields.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(begin))
                    .map(line -> line.substring(begin.length()).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /** Sends octets. */
    public RawHttp send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends a request with a body, to which Content-Length is added. */
    public Response exchange(String head, byte[] body) throws IOException {
        send(head + "\r\nContent-Length: " + body.length + "\r\n\r\n");
        socket.getOutputStream().write(body);
        return response();
    }

    /** Waits until a response begins, and reads nothing of it. */
    public void awaitResponse() throws IOException {
        in.mark(1);
        in.read();
        in.reset();
    }

    /** Reads a response that has a length. */
    public Response response() throws IOException {
        return response(true);
    }

    /** Reads a response, without its body when that is the answer to HEAD. */
    public Response response(boolean withBody) throws IOException {
        String first = line();
        List<String> fields = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            fields.add(line);
        }
        Response head = new Response(Integer.parseInt(first.split(" ", 3)[1]), fields, "");
        String length = head.field("Content-Length");
        byte[] body = withBody && !length.isEmpty() ? in.readNBytes(Integer.parseInt(length)) : new byte[0];
        return new Response(head.status(), fields, new String(body, StandardCharsets.UTF_8));
    }

    /** Whether the server has closed the connection; waits for that. */
    public boolean isEnded() throws IOException {
        return in.read() < 0;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ended after: " + line);
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
