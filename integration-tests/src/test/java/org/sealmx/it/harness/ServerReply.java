package org.sealmx.it.harness;

import java.util.List;

/**
 * A reply of an SMTP or LMTP server.
 *
 * @param code  its three digits
 * @param lines the text of each line, without the code
 */
public record ServerReply(int code, List<String> lines) {

    /** The code and the enhanced status, for example {@code 250 2.1.5}. */
    public String status() {
        String text = lines.get(lines.size() - 1);
        int end = text.indexOf(' ');
        return code + " " + (end < 0 ? text : text.substring(0, end));
    }

    @Override
    public String toString() {
        return code + " " + String.join(" / ", lines);
    }
}
