package org.sealmx.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of the loopback interface on which nothing listens, and which no other process can take until it is closed.
 */
public final class DeafPort implements AutoCloseable {

    private final Socket socket = new Socket();

    /** Takes a free one. */
    public DeafPort() throws IOException {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** Its number. */
    public int number() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
