package org.sealmx.fuzz;

import java.util.List;
import org.sealmx.sealing.SealerTarget;
import org.sealmx.sealing.SnifferTarget;
import org.sealmx.smime.certificate.X509Target;

/** The targets for all code that reads what strangers send or operators paste. */
public final class FuzzTargets {

    private FuzzTargets() {}

    /** New targets. */
    public static List<FuzzTarget> all() {
        return List.of(
                new CertificateTarget(),
                new SealerTarget(),
                new SnifferTarget(),
                new X509Target(),
                new IdentityTarget());
    }
}
