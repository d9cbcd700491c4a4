package org.sealmx.server.lookup.protocol;

/** A request that does not keep to the protocol. Nothing after it can be read. */
public final class MalformedRequestException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param problem one line that quotes nothing of the request, since that may hold an address */
    MalformedRequestException(String problem) {
        super(problem);
    }

    /** What is wrong, in one line, without anything of the request. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
