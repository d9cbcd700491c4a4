package org.sealmx.server.lookup.table;

/** The maps that Postfix can ask, each by its protocol. */
public enum PostfixMap {
    /** The list of recipients. */
    SOCKETMAP_RECIPIENT(Protocol.SOCKETMAP, PostfixMap.RECIPIENT),
    /** What to do with a recipient. */
    SOCKETMAP_ACCESS(Protocol.SOCKETMAP, PostfixMap.ACCESS),
    /** The account of an address. */
    SOCKETMAP_ALIAS(Protocol.SOCKETMAP, PostfixMap.ALIAS),
    /** Client certificates. */
    SOCKETMAP_CERTIFICATE(Protocol.SOCKETMAP, PostfixMap.CERTIFICATE),
    /** Where mail goes. */
    SOCKETMAP_TRANSPORT(Protocol.SOCKETMAP, PostfixMap.TRANSPORT),
    /** leap_mx's table of recipients, which is one for access. */
    TCP_TABLE_RECIPIENT(Protocol.TCP_TABLE, PostfixMap.RECIPIENT),
    /** leap_mx's table of aliases. */
    TCP_TABLE_ALIAS(Protocol.TCP_TABLE, PostfixMap.ALIAS),
    /** leap_mx's table of client certificates. */
    TCP_TABLE_CERTIFICATE(Protocol.TCP_TABLE, PostfixMap.CERTIFICATE);

    private static final String RECIPIENT = "recipient";
    private static final String ACCESS = "access";
    private static final String ALIAS = "alias";
    private static final String CERTIFICATE = "certificate";
    private static final String TRANSPORT = "transport";

    /** How Postfix asks. */
    public enum Protocol {
        /** socketmap_table(5). */
        SOCKETMAP("socketmap"),
        /** tcp_table(5). */
        TCP_TABLE("tcp-table");

        private final String word;

        Protocol(String word) {
            this.word = word;
        }

        /** The word for metrics, in lower case. */
        public String word() {
            return word;
        }
    }

    private final Protocol protocol;
    private final String map;

    PostfixMap(Protocol protocol, String map) {
        this.protocol = protocol;
        this.map = map;
    }

    /** How Postfix asks it. */
    public Protocol protocol() {
        return protocol;
    }

    /** Its name, which is that of a socketmap in Postfix' configuration. */
    public String map() {
        return map;
    }
}
