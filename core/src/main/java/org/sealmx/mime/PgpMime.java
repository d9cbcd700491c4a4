package org.sealmx.mime;

import java.util.ArrayList;
import java.util.List;

/** The frame of an encrypted message: trace fields, header and the two parts (RFC 3156 section 4). */
final class PgpMime {

    private static final int FOLD_AT = 78;

    private PgpMime() {}

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

    /** What stands before the armor: the trace fields first, what stays of the header, and the first part. */
    static String head(TraceFields trace, Mark mark, OuterHeader outer, String boundary) {
        return traceFields(trace, mark) + outer.text() + """
                MIME-Version: 1.0
                Content-Type: multipart/encrypted; protocol="application/pgp-encrypted";
                 boundary="%1$s"

                --%1$s
                Content-Type: application/pgp-encrypted
                Content-Description: PGP/MIME version identification

                Version: 1

                --%1$s
                Content-Type: application/octet-stream; name="encrypted.asc"
                Content-Description: OpenPGP encrypted message
                Content-Disposition: inline; filename="encrypted.asc"

                """.formatted(boundary).replace("\n", "\r\n");
    }

    /** In UTF-8 (RFC 6531 section 3.7.3). */
    private static String traceFields(TraceFields trace, Mark mark) {
        return OctetText.utf8("Return-Path: " + trace.returnPath() + "\r\n"
                + "Delivered-To: " + trace.deliveredTo() + "\r\n"
                + folded("Received: " + trace.received())
                + TraceFields.MARK_FIELD + ": " + mark.word + "; delivery=" + trace.deliveryId() + "\r\n");
    }

    /** What stands behind the armor. */
    static String tail(String boundary) {
        return "\r\n--" + boundary + "--\r\n";
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
