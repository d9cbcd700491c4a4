package org.sealmx.server.listen;

import com.google.errorprone.annotations.Immutable;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Says why a server cannot listen, and what to do.
 *
 * @param file the configuration file that names the address
 * @param address the setting with the address
 * @param port the setting with the port, which may be the same
 */
@Immutable
public record BindProblem(String file, Setting address, Setting port) {

    /**
     * A setting.
     *
     * @param name its name
     * @param example a value that usually works
     */
    @Immutable
    public record Setting(String name, String example) {}

    /**
     * One line for the operator.
     *
     * @param refused the system's error
     * @param bind the addresses with their ports
     */
    public String of(BindException refused, String... bind) {
        String message = String.valueOf(refused.getMessage());
        String all = String.join(", ", bind);
        if (message.contains("assign")) {
            List<String> foreign = Arrays.stream(bind)
                    .map(BindProblem::host)
                    .filter(host -> !isOfThisMachine(host))
                    .toList();
            return file + ": this machine has no address "
                    + (foreign.isEmpty() ? all : String.join(", ", foreign))
                    + ". Set " + address.name() + " to one it has, such as " + address.example() + ".";
        }
        if (message.contains("Permission")) {
            return file + ": only root may listen on " + all
                    + ". Set " + port.name() + " to a port of 1024 or above, such as " + port.example() + ".";
        }
        return file + ": another program listens on " + all + " (" + message
                + "). Stop it, or set " + port.name() + " to another port.";
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
