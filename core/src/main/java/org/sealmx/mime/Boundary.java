package org.sealmx.mime;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Boundaries of multiparts (RFC 2046 section 5.1.1). */
public final class Boundary {

    private static final int OCTETS = 20;

    private Boundary() {}

    /** A boundary that no message contains. */
    public static String next(SecureRandom random) {
        byte[] octets = new byte[OCTETS];
        random.nextBytes(octets);
        return "=_" + HexFormat.of().formatHex(octets);
    }
}
