package org.sealmx.cli.lmtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection to a server on 127.0.0.1, with lines that end in CR LF. Used by one thread. */
public final class LineConnection implements AutoCloseable {

    private static final int LIMIT_MILLIS = 90_000;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /**
     * Connects. No read waits longer than a minute and a half.
     *
     * @throws java.net.ConnectException when nothing listens there
     */
    public LineConnection(int port) throws IOException {
        socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 65_536);
            out = socket.getOutputStream();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends these octets as they are. */
    public void send(byte[] octets) throws IOException {
        out.write(octets);
        out.flush();
    }

    /** Sends a line in UTF-8 and its CR LF. */
    public void sendLine(String line) throws IOException {
        send((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a line and drops its CR LF.
     *
     * @throws EOFException when the connection ends before the line does
     */
    public String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection after '" + line + "'");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /**
     * Reads this many octets.
     *
     * @throws EOFException when there are fewer
     */
    public byte[] read(int count) throws IOException {
        byte[] octets = in.readNBytes(count);
        if (octets.length < count) {
            throw new EOFException("the server closed the connection");
        }
        return octets;
    }

    /** Whether the server has closed its side, with nothing left to read. Waits for it within the limit of reads. */
    public boolean isAtEnd() throws IOException {
        return in.read() < 0;
    }

    /** Resets the connection, as happens when a client is killed with unread replies. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
