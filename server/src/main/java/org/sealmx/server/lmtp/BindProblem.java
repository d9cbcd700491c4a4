package org.sealmx.server.lmtp;

import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Says why the LMTP server cannot listen, and what to do. */
final class BindProblem {

    private BindProblem() {}

    /**
     * One line for the operator.
     *
     * @param refused the system's error
     * @param bind the addresses with their ports
     */
    static String of(BindException refused, String... bind) {
        String message = String.valueOf(refused.getMessage());
        String all = String.join(", ", bind);
        if (message.contains("assign")) {
            List<String> foreign = Arrays.stream(bind)
                    .map(BindProblem::host)
                    .filter(host -> !isOfThisMachine(host))
                    .toList();
            return "lmtpserver.xml: this machine has no address "
                    + (foreign.isEmpty() ? all : String.join(", ", foreign))
                    + ". Set <bind> to one it has, such as " + LmtpServer.DEFAULT_BIND + ".";
        }
        if (message.contains("Permission")) {
            return "lmtpserver.xml: only root may listen on " + all
                    + ". Set <bind> to a port of 1024 or above, such as " + LmtpServer.DEFAULT_BIND + ".";
        }
        return "lmtpserver.xml: another program listens on " + all + " (" + message
                + "). Stop it, or set <bind> to another port.";
    }

    private static String host(String address) {
        return address.trim().replaceFirst(":[0-9]+$", "");
    }

    private static boolean isOfThisMachine(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }
}
