package org.sealmx.it.openpgp;

import static org.sealmx.it.openpgp.OddCertificate.any;
import static org.sealmx.it.openpgp.OddCertificate.byGpg;
import static org.sealmx.it.openpgp.Workshop.FUTURE;
import static org.sealmx.it.openpgp.Workshop.LATER;
import static org.sealmx.it.openpgp.Workshop.MADE;

import java.util.List;
import org.sealmx.it.openpgp.GpgKey.Reason;

/** Certificates that are expired, revoked or from the future. */
final class OddTimes {

    static final String SQ_TAKES_REVOKED = "sq 0.27 looks at the revocation of subkeys only";

    private OddTimes() {}

    static List<OddCertificate> all() {
        return List.of(
                byGpg("ordinary, gpg", w -> w.ordinary()).usable("1"),
                any("ordinary, sq", w -> w.ordinaryBySq().certificate()).usable("3"),
                byGpg("primary key expired, subkey lives on", w -> w.primary(MADE, "ed25519", "cert,sign", "1y")
                                .subkey(MADE, "cv25519", "encr", "never"))
                        .unusable("expired on 2024-12-31T00:00:00Z"),
                any("expired, sq", w -> w.bySq("--userid", "<sq@example.org>", "--expires", "20250101T000000")
                                .certificate())
                        .unusable("expired on 2025-01-01T00:00:00Z"),
                byGpg("expired, then prolonged", w -> w.primary(MADE, "ed25519", "cert,sign", "1m")
                                .subkey(MADE, "cv25519", "encr", "never")
                                .expire(LATER, "never"))
                        .usable("1"),
                byGpg("never expiring, then shortened", w -> w.ordinary().expire(LATER, "1m"))
                        .unusable("expired on 2024-07-01T00:00:00Z"),
                byGpg("primary key compromised", w -> w.ordinary().revoke(LATER, Reason.COMPROMISED))
                        .differs("revoked", Judges.REFUSES, "1", SQ_TAKES_REVOKED),
                byGpg("primary key revoked without a reason", w -> w.ordinary().revoke(LATER, Reason.NONE))
                        .differs("revoked", Judges.REFUSES, "1", SQ_TAKES_REVOKED),
                byGpg("primary key superseded", w -> w.ordinary().revoke(LATER, Reason.SUPERSEDED))
                        .differs("revoked", Judges.REFUSES, "1", SQ_TAKES_REVOKED),
                byGpg("primary key not used any more", w -> w.ordinary().revoke(LATER, Reason.NOT_USED))
                        .differs("revoked", Judges.REFUSES, "1", SQ_TAKES_REVOKED),
                any("compromised, sq", w -> w.ordinaryBySq().revoked(LATER, "compromised"))
                        .differs("revoked", Judges.REFUSES, "3", SQ_TAKES_REVOKED),
                any("retired, sq", w -> w.ordinaryBySq().revoked(LATER, "retired"))
                        .differs("revoked", Judges.REFUSES, "3", SQ_TAKES_REVOKED),
                byGpg("to be superseded in the future", w -> w.ordinary().revoke(FUTURE, Reason.SUPERSEDED))
                        .differs("1", Judges.REFUSES, "1", "a revocation by plan holds from its date on"),
                byGpg("to be compromised in the future", w -> w.ordinary().revoke(FUTURE, Reason.COMPROMISED))
                        .differs("revoked", Judges.REFUSES, "1", SQ_TAKES_REVOKED),
                byGpg("made in the future", w -> w.primary(FUTURE, "ed25519", "cert,sign", "never")
                                .subkey(FUTURE, "cv25519", "encr", "never"))
                        .unusable("no encryption subkey"));
    }
}
