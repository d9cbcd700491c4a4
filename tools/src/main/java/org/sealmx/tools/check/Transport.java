package org.sealmx.tools.check;

import com.google.errorprone.annotations.Immutable;
import java.util.List;

/**
 * A transport and where it leads (transport(5)): {@code service:nexthop}.
 *
 * @param parameter the parameter that names it
 * @param service the service of {@code master.cf}; empty for that of the class of addresses
 * @param nextHop one or more destinations; empty for the domain of the recipient
 * @param program the program that the service runs, such as {@code lmtp}; empty when there is no such service
 */
@Immutable
record Transport(String parameter, String service, String nextHop, String program) {

    private static final int PROGRAM = 7;

    /** Reads a value such as {@code lmtp:inet:127.0.0.1:10024}. */
    static Transport of(PostfixSettings postfix, String parameter, String value) {
        int colon = value.indexOf(':');
        String service = colon < 0 ? value : value.substring(0, colon);
        String[] fields = service.isEmpty()
                ? new String[0]
                : postfix.service(service).strip().split("\\s+");
        return new Transport(
                parameter,
                service,
                colon < 0 ? "" : value.substring(colon + 1).strip(),
                fields.length > PROGRAM ? fields[PROGRAM] : "");
    }

    /** Fills in what a table leaves out from the transport of the class. */
    Transport orElse(Transport own) {
        return service.isEmpty()
                ? new Transport(parameter, own.service, nextHop.isEmpty() ? own.nextHop : nextHop, own.program)
                : this;
    }

    /** Whether it speaks LMTP. */
    boolean isLmtp() {
        return program.equals("lmtp");
    }

    /** Its destinations. */
    List<NextHop> hops() {
        return PostfixLists.split(nextHop).stream().map(NextHop::new).toList();
    }

    /** As written in {@code main.cf}. */
    @Override
    public String toString() {
        return parameter + " = " + service + (nextHop.isEmpty() ? "" : ":" + nextHop)
                + (program.isEmpty() ? " (which is not in master.cf)" : "");
    }
}
