package org.sealmx.couchdb;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** An HTTP server on a real socket that handles each request as a script says, with any fault. */
public final class ScriptedServer implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final ServerSocket listener;
    private final Handler script;
    private final Gate gate;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean recording = true;

    private ScriptedServer(ServerSocket listener, Gate gate, Handler script) {
        this.listener = listener;
        this.gate = gate;
        this.script = script;
    }

    /** Looks at a request before its body is read. */
    @FunctionalInterface
    public interface Gate {
        /** A refusal that is sent at once and closes the connection with the body unread; empty to read the body. */
        Optional<Refusal> look(Request head);
    }

    /** What to do with a request. */
    @FunctionalInterface
    public interface Handler {
        void handle(Request request, Exchange exchange) throws IOException;
    }

    /** A request as it was received; names of header fields are in lower case. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Request(
            String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {

        /** The body as text. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** Starts on a free port. */
    public static ScriptedServer start(Handler script) {
        return start(0, script);
    }

    /** Starts on a port with a gate that sees each request before its body is read. */
    public static ScriptedServer start(int port, Gate gate, Handler script) {
        return listening(port, listener -> start(listener, gate, script));
    }

    /** Starts on a port, waiting if it is still taken by a connection after an earlier server on it has ended. */
    public static ScriptedServer start(int port, Handler script) {
        return listening(port, listener -> start(listener, script));
    }

    private static ScriptedServer listening(int port, Function<ServerSocket, ScriptedServer> start) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try {
                return start.apply(listen(port));
            } catch (BindException e) {
                if (System.nanoTime() - end > 0) {
                    throw new UncheckedIOException(e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return listener;
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    /** Starts on a socket, for example one with TLS. */
    public static ScriptedServer start(ServerSocket listener, Handler script) {
        return start(listener, head -> Optional.empty(), script);
    }

    private static ScriptedServer start(ServerSocket listener, Gate gate, Handler script) {
        ScriptedServer server = new ScriptedServer(listener, gate, script);
        daemon(server::accept);
        return server;
    }

    /** Its port. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Its address. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** The requests so far. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Records no more requests, for tests with more of them than fit into memory. */
    public ScriptedServer withoutRecord() {
        recording = false;
        return this;
    }

    private void record(Request request) {
        if (recording) {
            requests.add(request);
        }
    }

    /** Breaks all open connections. */
    public void breakConnections() {
        sockets.forEach(ScriptedServer::closeQuietly);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        breakConnections();
    }

    private void accept() {
        while (closed.getCount() > 0) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                if (closed.getCount() == 0) {
                    // the connection was accepted while the server was being closed
                    closeQuietly(socket);
                    return;
                }
                daemon(() -> serve(socket));
            } catch (IOException e) {
                // closed
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            // head and body are written one after the other: the body must not wait until the head is acknowledged
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                Exchange exchange = new Exchange(socket);
                Request request = body(readHead(in), in, exchange);
                record(request);
                script.handle(request, exchange);
                socket.getOutputStream().flush();
            }
        } catch (IOException e) {
            // the client has gone, or the script has broken the connection
            sockets.remove(socket);
        }
    }

    /** Reads the body if it is wanted, after 100 Continue if the client expects that. */
    private Request body(Request head, InputStream in, Exchange exchange) throws IOException {
        Optional<Refusal> refusal = gate.look(head);
        if (refusal.isPresent()) {
            record(head);
            refusal.get().answer(exchange);
            throw new EOFException("refused without a look at the body");
        }
        if (head.headers().getOrDefault("expect", "").equals("100-continue")) {
            exchange.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        byte[] body = in.readNBytes(Integer.parseInt(head.headers().getOrDefault("content-length", "0")));
        return new Request(head.method(), head.path(), head.query(), head.headers(), body);
    }

    private static Request readHead(InputStream in) throws IOException {
        String[] first = line(in).split(" ", -1);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim(),
                    (one, two) -> one + "," + two);
        }
        String[] target = first[1].split("\\?", 2);
        Map<String, String> query = new HashMap<>();
        for (String pair : target.length > 1 ? target[1].split("&", -1) : new String[0]) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        String path = URLDecoder.decode(target[0].replace("+", "%2B"), StandardCharsets.UTF_8);
        return new Request(first[0], path, query, headers, new byte[0]);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException();
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer to one request. */
    public final class Exchange {

        private final Socket socket;

        private Exchange(Socket socket) {
            this.socket = socket;
        }

        /** Answers with JSON. */
        public void json(int status, String body) throws IOException {
            answer(status, "application/json", body);
        }

        /** Answers with any content. */
        public void answer(int status, String type, String body) throws IOException {
            answer(status, type, body.getBytes(StandardCharsets.UTF_8));
        }

        /** Answers with any octets. */
        public void answer(int status, String type, byte[] octets) throws IOException {
            head(status, type, "Content-Length: " + octets.length);
            write(octets);
        }

        /** Announces a longer body than it sends, and closes the connection. */
        public void truncated(String body) throws IOException {
            head(200, "application/json", "Content-Length: " + (body.length() + 1000));
            write(body.getBytes(StandardCharsets.UTF_8));
            throw new EOFException("as scripted");
        }

        /** Closes the connection with a TCP reset. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            throw new EOFException("as scripted");
        }

        /** Sends nothing more until the server is closed. */
        public void hang() throws IOException {
            await(1, TimeUnit.HOURS);
        }

        /** Sends one octet of an endless body every few milliseconds. */
        public void drip() throws IOException {
            head(200, "application/json", "Content-Length: 1000000");
            while (!await(10, TimeUnit.MILLISECONDS)) {
                write(new byte[] {' '});
            }
        }

        /** Begins an answer in chunks. */
        public void chunks() throws IOException {
            head(200, "application/json", "Transfer-Encoding: chunked");
        }

        /** Sends one chunk; an empty one ends the answer. */
        public void chunk(String text) throws IOException {
            byte[] octets = text.getBytes(StandardCharsets.UTF_8);
            write((Integer.toHexString(octets.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            write(octets);
            write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        /** Waits; returns true if the server was closed meanwhile. */
        public boolean await(long time, TimeUnit unit) throws IOException {
            try {
                return closed.await(time, unit);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EOFException("interrupted");
            }
        }

        private void head(int status, String type, String length) throws IOException {
            write(("HTTP/1.1 " + status + " Scripted\r\nContent-Type: " + type + "\r\n" + length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        }

        private void write(byte[] octets) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(octets);
            out.flush();
        }
    }
}
