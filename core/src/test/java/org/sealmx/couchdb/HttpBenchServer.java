package org.sealmx.couchdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Answers as a CouchDB would and does nothing else, so that only the client is measured. */
final class HttpBenchServer {

    /** A view that is never answered. */
    static final String HANGING = "hanging";

    private static final String NODES = "{\"all_nodes\":[\"a@b\"],\"cluster_nodes\":[\"a@b\"]}";
    private static final String ROWS = "{\"total_rows\":1,\"rows\":[{\"id\":\"d1\",\"key\":\"a@example.org\","
            + "\"value\":null,\"doc\":{\"_id\":\"d1\",\"x\":\"" + "y".repeat(4000) + "\"}}]}";

    private HttpBenchServer() {}

    /** The server in its own process, which ends with the process that started it, or when this is closed. */
    record Started(Process process, URI uri) implements AutoCloseable {
        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    static Started start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HttpBenchServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String uri = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII)).readLine();
        return new Started(process, URI.create(Optional.ofNullable(uri).orElseThrow()));
    }

    /** Prints its URL, and serves until its standard input ends. */
    public static void main(String[] arguments) throws IOException {
        ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        daemon(() -> accept(listener));
        System.out.println("http://127.0.0.1:" + listener.getLocalPort());
        System.in.transferTo(OutputStream.nullOutputStream());
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "bench-server");
        thread.setDaemon(true);
        thread.start();
    }

    private static void accept(ServerSocket listener) {
        try {
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                answer(head, in, out);
            }
        } catch (IOException e) {
            // the client has gone
        }
    }

    private static void answer(String head, InputStream in, OutputStream out) throws IOException {
        if (head.contains("/_view/" + HANGING)) {
            in.transferTo(OutputStream.nullOutputStream());
            return;
        }
        if (head.contains("\nexpect: 100-continue\r\n")) {
            write(out, "HTTP/1.1 100 Continue\r\n\r\n");
        }
        in.skipNBytes(length(head));
        if (head.contains("/_bulk_docs")) {
            write(out, answer("201 Created", "[]"));
        } else {
            write(out, answer("200 OK", head.contains("/_membership") ? NODES : ROWS));
        }
    }

    private static String answer(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(US_ASCII));
        out.flush();
    }

    /** The head of a request in lower case; empty if the client closes the connection. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int octet = in.read();
            if (octet < 0) {
                return "";
            }
            head.append((char) octet);
        }
        return head.toString().toLowerCase(Locale.ROOT);
    }

    private static long length(String head) {
        String name = "\ncontent-length:";
        int field = head.indexOf(name);
        if (field < 0) {
            return 0;
        }
        int value = field + name.length();
        return Long.parseLong(head.substring(value, head.indexOf('\r', value)).strip());
    }
}
