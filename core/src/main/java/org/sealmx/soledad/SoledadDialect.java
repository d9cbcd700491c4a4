package org.sealmx.soledad;

import com.google.errorprone.annotations.Immutable;
import org.sealmx.http.Dialect;
import org.sealmx.http.ErrorBody;
import org.sealmx.http.LoginRefusal;

/** Soledad refuses a token with 401, which it uses for nothing else. It has no sessions. */
@Immutable
final class SoledadDialect implements Dialect {

    @Override
    public LoginRefusal loginRefusal(int status, ErrorBody error) {
        return status == 401 ? LoginRefusal.REFUSED : LoginRefusal.NONE;
    }
}
