package org.sealmx.sealing;

import java.util.ArrayList;
import java.util.List;
import org.sealmx.octets.OctetText;

/** The beginning of every sealed message, before its content fields: the trace fields and the outer header. */
final class SealedHeader {

    private static final int FOLD_AT = 78;

    private SealedHeader() {}

    /** Who encrypted the message. */
    enum Mark {
        /** SealMX did. */
        SEALED("sealed"),
        /** The sender did, and the ciphertext was kept. */
        KEPT("kept");

        private final String word;

        Mark(String word) {
            this.word = word;
        }
    }

    /** The fields with their line ends, beginning with the trace fields. */
    static String text(TraceFields trace, Mark mark, OuterHeader outer) {
        return traceFields(trace, mark) + outer.text() + (outer.hasMimeVersion() ? "" : "MIME-Version: 1.0\r\n");
    }

    /** In UTF-8 (RFC 6531 section 3.7.3). */
    private static String traceFields(TraceFields trace, Mark mark) {
        return OctetText.utf8((trace.onward() ? "" : "Return-Path: " + trace.returnPath() + "\r\n")
                + "Delivered-To: " + trace.deliveredTo() + "\r\n"
                + folded("Received: " + trace.received())
                + TraceFields.MARK_FIELD + ": " + mark.word + "; delivery=" + trace.deliveryId() + "\r\n");
    }

    /** Folds the field at spaces into lines of at most 78 octets, or longer where there is no space. */
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
