package org.sealmx.it.openpgp;

import static org.sealmx.it.openpgp.OddCertificate.any;

import java.util.List;

/** Certificates that caused trouble for real programs. Those in several blocks are in the unit tests. */
final class OddCases {

    private static final String TAKEN_BACK =
            "sq takes back a revocation when there is a newer binding; that a new key is made is safer";

    private OddCases() {}

    static List<OddCertificate> all() {
        return List.of(
                of("o04b_noflags_sub").differs("1", "1", Judges.REFUSES, "sq wants key flags"),
                of("o08_uid_revoked").usable("1"),
                of("o09_superseded_rev").differs("revoked", Judges.REFUSES, "1", TAKEN_BACK),
                of("o09b_sub_rebound").differs("revoked", Judges.REFUSES, "1", TAKEN_BACK),
                of("o12b_1200_uids").usable("1"),
                of("o13c_designated_revoked_known").unusable("revoked"),
                of("o16f_kdf_reserved2").unusable("not for encrypting mail: ECDH parameters in an unknown format"),
                of("o27_rev_at_end").differs("revoked", Judges.REFUSES, "1", OddTimes.SQ_TAKES_REVOKED),
                of("o27b_rev_behind_uid").differs("revoked", Judges.REFUSES, "1", OddTimes.SQ_TAKES_REVOKED),
                of("o27c_subrev_misplaced").unusable("revoked"),
                of("revocation_cert").usable("1"),
                of("revocation_joined-one-block").differs("revoked", Judges.REFUSES, "1", OddTimes.SQ_TAKES_REVOKED));
    }

    private static OddCertificate.Row of(String name) {
        return any(name, w -> Fixtures.certificate("/org/sealmx/openpgp/certificate/cases/" + name + ".asc"));
    }
}
