package org.sealmx.standalone.james;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.sealmx.cli.OperatorException;

/**
 * The ports on which the server listens, all on the loopback interface.
 *
 * @param lmtp mail comes in
 * @param imap mail is read
 * @param webadmin HTTP for the admin
 */
@Immutable
public record Ports(int lmtp, int imap, int webadmin) {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** The default ports. */
    public static final Ports USUAL = new Ports(10024, 10143, 10080);

    /** Ports that are free at this moment. */
    public static Ports free() throws IOException {
        try (ServerSocket lmtp = listen(0);
                ServerSocket imap = listen(0);
                ServerSocket webadmin = listen(0)) {
            return new Ports(lmtp.getLocalPort(), imap.getLocalPort(), webadmin.getLocalPort());
        }
    }

    /** @throws OperatorException when one of them is taken */
    public void requireFree() throws OperatorException {
        requireFree(lmtp, "LMTP", "--lmtp-port");
        requireFree(imap, "IMAP", "--imap-port");
        requireFree(webadmin, "webadmin", "--webadmin-port");
    }

    /** @throws OperatorException when the port is taken; names the option with which to choose another */
    static void requireFree(int port, String use, String option) throws OperatorException {
        try (ServerSocket socket = listen(port)) {
            socket.getLocalPort();
        } catch (IOException e) {
            throw new OperatorException(
                    "cannot listen on 127.0.0.1:" + port + " for " + use + " (" + e.getMessage()
                            + "); choose another with " + option,
                    e);
        }
    }

    /** A port on the loopback interface. */
    public static InetSocketAddress local(int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(local(port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** @throws OperatorException when two of them are the same */
    public void requireDistinct() throws OperatorException {
        if (lmtp == imap || imap == webadmin || lmtp == webadmin) {
            throw new OperatorException(
                    "LMTP, IMAP and webadmin need a port each; choose with --lmtp-port, --imap-port, --webadmin-port");
        }
    }
}
