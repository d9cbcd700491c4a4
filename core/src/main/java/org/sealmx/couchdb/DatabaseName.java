package org.sealmx.couchdb;

import com.google.errorprone.annotations.Immutable;
import java.util.regex.Pattern;

/**
 * The name of a database, in the form that CouchDB accepts.
 *
 * @param value lower-case letters, digits and {@code _$()+/-}, beginning with a letter
 */
@Immutable
public record DatabaseName(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_$()+/-]{0,237}");

    /** @throws IllegalArgumentException when CouchDB does not accept the name; the message does not repeat it */
    public DatabaseName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a database name must begin with a lower-case letter and have up to 238 of a-z, 0-9 and _$()+/-");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
