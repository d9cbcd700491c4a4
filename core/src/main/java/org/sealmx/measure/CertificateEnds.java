package org.sealmx.measure;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Instant;
import java.util.Optional;

/** When accounts lose their last usable certificate, as far as that is known. Asks nobody; returns at once. */
@ThreadSafe
public interface CertificateEnds {

    /**
     * When the next account that has a usable certificate will have none any more.
     *
     * @return empty when that is not known yet, or no certificate ends
     */
    Optional<Instant> next();

    /** How many accounts with a usable certificate will have none any more by an instant; 0 when that is not known. */
    int by(Instant instant);

    /** Knows nothing. */
    static CertificateEnds unknown() {
        return UnknownEnds.INSTANCE;
    }
}
