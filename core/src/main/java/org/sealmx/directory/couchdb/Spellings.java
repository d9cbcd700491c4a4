package org.sealmx.directory.couchdb;

import java.util.LinkedHashSet;
import java.util.Set;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.Idna;

/**
 * The ways in which a document may write an address, since a view compares letter for letter: the canonical form, with
 * quotes if the local part needs them, and with the U-labels of an international domain.
 */
final class Spellings {

    private Spellings() {}

    /** All spellings, the canonical form first. */
    static Set<String> of(AddressKey key) {
        int at = key.value().lastIndexOf('@');
        String local = key.value().substring(0, at);
        String domain = key.value().substring(at + 1);
        Set<String> locals = new LinkedHashSet<>();
        locals.add(local);
        if (!isValid(key)) {
            locals.add("\"" + local.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        }
        Set<String> spellings = new LinkedHashSet<>();
        for (String spelling : locals) {
            spellings.add(spelling + "@" + domain);
            spellings.add(spelling + "@" + Idna.toUnicode(domain));
        }
        return spellings;
    }

    private static boolean isValid(AddressKey key) {
        try {
            return AddressKey.parse(key.value()).equals(key);
        } catch (AddressSyntaxException e) {
            // The local part is valid only in quotes.
            return false;
        }
    }
}
