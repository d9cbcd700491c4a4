package org.sealmx.sealing;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Recognizes the remarks that mail programs write before the first part for readers without MIME (RFC 2046 section
 * 5.1.1), and no other text.
 */
final class Preamble {

    private static final String KIND =
            "(?:(?:cryptographically |digitally )?(?:signed|encrypted)(?: and (?:signed|encrypted))? )?";
    private static final String SOURCE = "(?: \\(RFC ?\\d{4}(?:(?:,|/| and| &) ?(?:RFC ?)?\\d{4})*\\))?";

    private static final Pattern REMARK = Pattern.compile(
            "This is an? (?:"
                    + "(?:(?:OpenPGP|PGP|GnuPG|GPG)(?:/MIME)? )?" + KIND + "message" + SOURCE
                    + "|" + KIND + "(?:multi-?part )?" + KIND + "message in MIME format"
                    + "|MIME[ -](?:encapsulated|encoded|formatted) (?:multi-?part )?message"
                    + ")\\.?"
                    + "(?: If you (?:see|are reading|can read) this(?: text| message)?,? it means that your"
                    + " (?:e-?mail )?(?:software|client|program) does not support MIME[ -]formatted messages\\.?)?"
                    + "|This message is (?:OpenPGP |PGP )?encrypted\\.?"
                    + "|(?:OpenPGP|PGP)/MIME message \\(Automatically encrypted by Stalwart\\)",
            Pattern.CASE_INSENSITIVE);

    private static final int LONGEST = 300;

    private Preamble() {}

    /** Whether the lines are empty or consist of exactly one remark. */
    static boolean isRemark(List<String> lines) {
        String text = String.join(" ", lines).strip().replaceAll(" {2,}", " ");
        return text.isEmpty()
                || (text.length() <= LONGEST && REMARK.matcher(text).matches());
    }
}
