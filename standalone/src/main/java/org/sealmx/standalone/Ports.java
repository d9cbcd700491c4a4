package org.sealmx.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * The ports that are listened to, all on the loopback interface.
 *
 * @param lmtp     mail comes in
 * @param imap     mail is read
 * @param webadmin HTTP for the admin
 */
record Ports(int lmtp, int imap, int webadmin) {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    static final int LMTP = 10024;
    static final int IMAP = 10143;
    static final int WEBADMIN = 10080;

    /** The ports of the options, else the usual ones. */
    static Ports of(Options options) {
        return new Ports(
                options.lmtpPort().orElse(LMTP),
                options.imapPort().orElse(IMAP),
                options.webadminPort().orElse(WEBADMIN));
    }

    /** The ports of the options, else some that nobody uses. */
    static Ports freeFor(Options options) throws IOException {
        try (ServerSocket lmtp = listen(0);
                ServerSocket imap = listen(0);
                ServerSocket webadmin = listen(0)) {
            return new Ports(
                    options.lmtpPort().orElse(lmtp.getLocalPort()),
                    options.imapPort().orElse(imap.getLocalPort()),
                    options.webadminPort().orElse(webadmin.getLocalPort()));
        }
    }

    /** @throws OperatorException when one of them is taken, before James stumbles over it */
    void requireFree() throws OperatorException {
        requireFree(lmtp, "LMTP", "--lmtp-port");
        requireFree(imap, "IMAP", "--imap-port");
        requireFree(webadmin, "webadmin", "--webadmin-port");
    }

    private static void requireFree(int port, String use, String option) throws OperatorException {
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
    static InetSocketAddress local(int port) throws UnknownHostException {
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

    /** Each of them is its own. */
    void requireDistinct() throws OperatorException {
        if (lmtp == imap || imap == webadmin || lmtp == webadmin) {
            throw new OperatorException(
                    "LMTP, IMAP and webadmin need a port each; choose with --lmtp-port, --imap-port, --webadmin-port");
        }
    }
}
