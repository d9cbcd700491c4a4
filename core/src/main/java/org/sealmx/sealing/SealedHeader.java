package org.sealmx.sealing;

import java.util.ArrayList;
import java.util.List;
import org.sealmx.octets.OctetText;

/**
 * What stands at the head of every sealed message, before its content fields: trace fields, and what stays of the
 * header.
 */
final class SealedHeader {

    private static final int FOLD_AT = 78;

    private SealedHeader() {}

    /** Who encrypted. */
    enum Mark {
        /** We did. */
        SEALED("sealed"),
        /** The sender's side did, and its ciphertext was kept. */
        KEPT("kept");

        private final String word;

        Mark(String word) {
            this.word = word;
        }
    }

    /** The fields with line ends, the trace fields first. */
    static String text(TraceFields trace, Mark mark, OuterHeader outer) {
        return traceFields(trace, mark) + outer.text() + (outer.hasMimeVersion() ? "" : "MIME-Version: 1.0\r\n");
    }

    /** In UTF-8 (RFC 6531 section 3.7.3). */
    private static String traceFields(TraceFields trace, Mark mark) {
        return OctetText.utf8("Return-Path: " + trace.returnPath() + "\r\n"
                + "Delivered-To: " + trace.deliveredTo() + "\r\n"
                + folded("Received: " + trace.received())
                + TraceFields.MARK_FIELD + ": " + mark.word + "; delivery=" + trace.deliveryId() + "\r\n");
    }

    /** The field broken at spaces into lines that are as short as they can be made. */
    private static String folded(String field) {
        List<String> lines = new ArrayList<>();
        String rest = field;
        while (rest.length() > FOLD_AT) {
            int space = rest.lastIndexOf(' ', FOLD_AT);
            int fold = space > 0 ? space : rest.indexOf(' ', FOLD_AT);
            if (fold < 0) {
                break;
            }
            lines.add(rest.substring(0, fold));
            rest = rest.substring(fold);
        }
        lines.add(rest);
        return String.join("\r\n", lines) + "\r\n";
    }
}
