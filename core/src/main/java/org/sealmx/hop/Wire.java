package org.sealmx.hop;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.sealmx.net.NameLookups;

/** The octets of a connection in both directions, over TCP, TLS or a socket in the file system. Used by one thread. */
final class Wire implements Closeable {

    private static final int BUFFER = 16 * 1024;

    private final Closeable transport;
    private final InputStream in;
    private final OutputStream out;

    private Wire(Closeable transport, InputStream in, OutputStream out) {
        this.transport = transport;
        this.in = new BufferedInputStream(in, BUFFER);
        this.out = new BufferedOutputStream(out, BUFFER);
    }

    /**
     * Connects, trying one address of the host after the other.
     *
     * @param deadline when this has to be done
     * @throws IOException when no address can be connected to in time
     */
    static Wire connect(HopSettings settings, NameLookups names, Deadlines deadlines, Deadline deadline)
            throws IOException {
        Duration limit = settings.timeouts().connect();
        return settings.address() instanceof HopAddress.Inet inet
                ? overTcp(inet, limit, names, deadline)
                : overUnix((HopAddress.Unix) settings.address(), deadline.within(limit), deadlines);
    }

    private static Wire overTcp(HopAddress.Inet address, Duration limit, NameLookups names, Deadline deadline)
            throws IOException {
        IOException failure = new IOException("the host has no address");
        for (InetAddress candidate : List.of(names.addressesOf(address.host()))) {
            Socket socket = new Socket();
            try {
                // 0 would be no limit
                int millis = (int) Math.max(1, deadline.within(limit).toMillis());
                socket.connect(new InetSocketAddress(candidate, address.port()), millis);
                socket.setTcpNoDelay(true);
                return new Wire(socket, socket.getInputStream(), socket.getOutputStream());
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }

    private static Wire overUnix(HopAddress.Unix address, Duration limit, Deadlines deadlines) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            deadlines.within(limit, channel, () -> channel.connect(UnixDomainSocketAddress.of(address.path())));
            return new Wire(channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * The same connection after a TLS handshake. Replies that came before it are discarded, so that nobody on the way
     * can slip them in.
     *
     * @param tls whom to trust
     * @param host the name that the server's certificate must have
     * @throws IOException when the handshake fails or the connection is not over TCP
     */
    Wire withTls(HopTls tls, HopAddress.Inet host) throws IOException {
        if (!(transport instanceof Socket socket)) {
            throw new IOException("TLS needs a TCP connection");
        }
        if (in.available() > 0) {
            throw new HopProtocolException("a reply before the TLS handshake");
        }
        SSLSocketFactory factory = tls.context().getSocketFactory();
        SSLSocket secure = (SSLSocket) factory.createSocket(socket, host.host(), host.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return new Wire(socket, secure.getInputStream(), secure.getOutputStream());
    }

    /** What the server sends; buffered. */
    InputStream in() {
        return in;
    }

    /**
     * Whether there is something to read, or the connection has ended, as far as that is seen without waiting. Over TLS
     * also octets of the protocol itself count, since they may be part of a reply.
     *
     * @throws IOException when the connection is broken
     */
    boolean hasInput() throws IOException {
        if (in.available() > 0) {
            return true;
        }
        if (transport instanceof Socket socket) {
            return socket.getInputStream().available() > 0;
        }
        SocketChannel channel = (SocketChannel) transport;
        channel.configureBlocking(false);
        try {
            return channel.read(ByteBuffer.allocate(1)) != 0;
        } finally {
            channel.configureBlocking(true);
        }
    }

    /** What the server gets, once it is flushed. */
    OutputStream out() {
        return out;
    }

    /** Ends the connection at once; whoever waits for it gets an exception. */
    @Override
    public void close() throws IOException {
        transport.close();
    }
}
