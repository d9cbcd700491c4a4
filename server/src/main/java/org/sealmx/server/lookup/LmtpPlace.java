package org.sealmx.server.lookup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where Postfix reaches the LMTP server, as a transport. */
final class LmtpPlace {

    /** Where the LMTP server listens unless {@code lmtpserver.xml} says otherwise. */
    private static final String DEFAULT = "127.0.0.1:10024";

    private static final Pattern EVERY_ADDRESS = Pattern.compile("(?:0\\.0\\.0\\.0|\\*|\\[?[0:]*::[0:]*]?):([0-9]+)");
    /** Postfix wants brackets around an IPv6 address. */
    private static final Pattern BARE_IPV6 = Pattern.compile("([^\\[\\]]*:[^\\[\\]]*):([0-9]+)");

    private LmtpPlace() {}

    /**
     * The transport to the first of the addresses; to loopback when it is every address of the machine.
     *
     * @param bind {@code <bind>} of {@code lmtpserver.xml}
     */
    static String transport(String... bind) {
        String first = bind.length == 0 ? DEFAULT : bind[0].trim();
        Matcher every = EVERY_ADDRESS.matcher(first);
        if (every.matches()) {
            return "lmtp:inet:127.0.0.1:" + every.group(1);
        }
        Matcher bare = BARE_IPV6.matcher(first);
        return "lmtp:inet:" + (bare.matches() ? "[" + bare.group(1) + "]:" + bare.group(2) : first);
    }
}
