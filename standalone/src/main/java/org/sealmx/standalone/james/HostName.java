package org.sealmx.standalone.james;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.sealmx.cli.OperatorException;

/** The name of this machine, whose address James looks up. */
public final class HostName {

    private HostName() {}

    /** @throws OperatorException when the machine cannot resolve its own name, without which James does not start */
    public static void requireKnown() throws OperatorException {
        try {
            InetAddress.getLocalHost();
        } catch (UnknownHostException e) {
            String name = String.valueOf(e.getMessage()).replaceFirst(":.*", "");
            throw new OperatorException(
                    "this machine does not know its own name, " + name
                            + ", and James does not start without; add the line '127.0.1.1 " + name + "' to /etc/hosts",
                    e);
        }
    }
}
