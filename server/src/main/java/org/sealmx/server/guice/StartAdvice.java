package org.sealmx.server.guice;

import java.net.BindException;
import java.nio.file.NoSuchFileException;

/** What an operator does about an error of James' own that comes up while SealMX is being installed. */
final class StartAdvice {

    private static final String KEYSTORE = "keystore";
    private static final String JMAP = "JMAPConfigurationStartUpCheck";

    private StartAdvice() {}

    /** The innermost cause, with what to do about it if that is known. */
    static String of(Throwable cause) {
        if (cause instanceof ClassNotFoundException) {
            return cause.getMessage()
                    + " is neither in James nor in a jar of extensions-jars; check the name, and that its jar is there";
        }
        if (cause instanceof BindException) {
            return "a server of James cannot listen on its port: " + cause.getMessage()
                    + "; look at <bind> in imapserver.xml and"
                    + " lmtpserver.xml and at port in webadmin.properties (another program may have the port, and those below"
                    + " 1024 need CAP_NET_BIND_SERVICE)";
        }
        if (cause instanceof NoSuchFileException missing
                && String.valueOf(missing.getFile()).endsWith(KEYSTORE)) {
            return "there is no " + missing.getFile()
                    + ", which a server with TLS has as <keystore>; copy imapserver.xml of"
                    + " docs/OPERATING.md, or make the keystore";
        }
        if (String.valueOf(cause.getMessage()).contains(JMAP)) {
            return "jmap.properties: JMAP must be off; set enabled=false";
        }
        return cause.toString();
    }
}
