package org.sealmx.cli.lmtp;

import static java.util.stream.Collectors.joining;

import com.google.errorprone.annotations.Immutable;
import java.util.List;

/**
 * A reply of an SMTP or LMTP server.
 *
 * @param code the three-digit code
 * @param lines the text of each line, without the code; at least one
 */
@Immutable
public record ServerReply(int code, List<String> lines) {

    /** Takes a copy. */
    public ServerReply {
        lines = List.copyOf(lines);
    }

    /** Whether it is a success, 2xx. */
    public boolean isPositive() {
        return code / 100 == 2;
    }

    /** The last line, with the code. */
    public String lastLine() {
        return code + " " + lines.get(lines.size() - 1);
    }

    /** As it was received, its lines joined with LF. */
    public String received() {
        return lines.stream()
                        .limit(lines.size() - 1L)
                        .map(line -> code + "-" + line + "\n")
                        .collect(joining())
                + lastLine();
    }

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
