package org.sealmx.hop;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A next hop on loopback that keeps what it gets and answers as it is told. Answers are octets as they go out; an
 * answer of {@link #CUT} closes the connection, one of {@link #SILENCE} never comes.
 */
public final class HopServer implements Closeable {

    public static final String CUT = "(cut)";
    public static final String SILENCE = "(silence)";
    /** The key of the answer to a connection, and of that to the end of a message. */
    public static final String CONNECT = "CONNECT";

    public static final String END = ".";

    private static final String EXTENSIONS =
            "250-hop.test\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 ENHANCEDSTATUSCODES";
    private static final Map<String, String> DEFAULTS = Map.of(
            CONNECT,
            "220 hop.test LMTP",
            "LHLO",
            EXTENSIONS,
            "EHLO",
            EXTENSIONS,
            "MAIL",
            "250 2.1.0 OK",
            "RCPT",
            "250 2.1.5 OK",
            "DATA",
            "354 go ahead",
            "RSET",
            "250 2.0.0 OK",
            "QUIT",
            "221 2.0.0 bye",
            END,
            "250 2.6.0 stored");

    private final ServerSocketChannel listener;
    private final ConcurrentMap<String, String> answers = new ConcurrentHashMap<>(DEFAULTS);
    private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();
    public final List<String> commands = new CopyOnWriteArrayList<>();
    public final List<byte[]> messages = new CopyOnWriteArrayList<>();
    public final AtomicInteger accepted = new AtomicInteger();
    /** A permit for each time that it kept silent. */
    public final Semaphore silences = new Semaphore(0);

    private volatile Optional<SSLContext> implicitTls = Optional.empty();
    private volatile Optional<SSLContext> startTls = Optional.empty();

    private HopServer(ServerSocketChannel listener) {
        this.listener = listener;
        Thread thread = new Thread(this::accept, "hop-server");
        thread.setDaemon(true);
        thread.start();
    }

    public static HopServer onLoopback() throws IOException {
        return at(ServerSocketChannel.open(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    static HopServer at(ServerSocketChannel listener, SocketAddress address) throws IOException {
        listener.bind(address);
        return new HopServer(listener);
    }

    public int port() throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    /** Answers a command in this way from now on. */
    public HopServer answer(String verb, String answer) {
        answers.put(verb, answer);
        return this;
    }

    /** Begins connections with a TLS handshake from now on. */
    HopServer withTls(SSLContext context) {
        implicitTls = Optional.of(context);
        return this;
    }

    /** Begins a TLS handshake after its answer to STARTTLS from now on. */
    HopServer withStartTls(SSLContext context) {
        startTls = Optional.of(context);
        return answer("STARTTLS", "220 2.0.0 go");
    }

    /** How it answers a command now. */
    public String answerTo(String verb) {
        return answers.getOrDefault(verb, "");
    }

    /** Sends octets over each connection, unasked and without TLS. */
    public void say(String octets) throws IOException {
        for (SocketChannel connection : connections) {
            connection.write(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    /** Closes all connections that are open. */
    void cutAll() throws IOException {
        for (SocketChannel connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel connection = listener.accept();
                accepted.incrementAndGet();
                connections.add(connection);
                Thread thread = new Thread(() -> serve(connection), "hop-server-connection");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // closed
        }
    }

    /** What a connection goes through: the channel, or TLS over it. */
    private record Pipe(InputStream in, OutputStream out) {

        static Pipe over(SocketChannel channel) {
            return new Pipe(
                    new BufferedInputStream(Channels.newInputStream(channel)), Channels.newOutputStream(channel));
        }

        static Pipe over(SocketChannel channel, SSLContext context) throws IOException {
            SSLSocket secure = (SSLSocket)
                    context.getSocketFactory().createSocket(channel.socket(), InputStream.nullInputStream(), true);
            secure.setUseClientMode(false);
            secure.startHandshake();
            return new Pipe(new BufferedInputStream(secure.getInputStream()), secure.getOutputStream());
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            Pipe pipe = implicitTls.isPresent() ? Pipe.over(connection, implicitTls.get()) : Pipe.over(connection);
            reply(connection, pipe.out(), CONNECT);
            while (true) {
                String command = line(pipe.in());
                commands.add(command);
                String verb = command.split(" ", 2)[0];
                reply(connection, pipe.out(), verb);
                if (verb.equals("DATA") && answers.getOrDefault("DATA", "").startsWith("354")) {
                    message(pipe.in());
                    reply(connection, pipe.out(), END);
                } else if (verb.equals("STARTTLS") && startTls.isPresent()) {
                    pipe = Pipe.over(connection, startTls.get());
                }
            }
        } catch (IOException e) {
            // closed by one of both
        } finally {
            connections.remove(connection);
        }
    }

    private void reply(SocketChannel connection, OutputStream out, String verb) throws IOException {
        String answer = answers.getOrDefault(verb, "500 5.5.1 unknown");
        if (answer.equals(CUT)) {
            connection.close();
        } else if (answer.equals(SILENCE)) {
            silences.release();
        } else {
            out.write((answer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
    }

    private void message(InputStream in) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (String line = line(in); !line.equals("."); line = line(in)) {
            String octets = (line.startsWith(".") ? line.substring(1) : line) + "\r\n";
            message.writeBytes(octets.getBytes(StandardCharsets.ISO_8859_1));
        }
        messages.add(message.toByteArray());
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException();
            }
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cutAll();
    }
}
