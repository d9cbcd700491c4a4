package org.sealmx.delivery.couchdb;

import java.util.regex.Pattern;
import org.sealmx.directory.AccountId;
import org.sealmx.http.ServerException;

/** Which user ids may be part of a database name or a path. */
final class UserIds {

    /** leap_web's ids are 32 hexadecimal digits. */
    private static final Pattern USER_ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}");

    private UserIds() {}

    /**
     * Returns the user id of an account.
     *
     * @throws ServerException REJECTED when it may not be part of a name or a path
     */
    static String checked(AccountId account) throws ServerException {
        if (!USER_ID.matcher(account.value()).matches()) {
            throw ServerException.rejected("the account's user_id cannot be part of a database name");
        }
        return account.value();
    }
}
