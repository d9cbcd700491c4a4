package org.sealmx.it.openpgp;

import static org.sealmx.it.openpgp.OddCertificate.any;
import static org.sealmx.it.openpgp.OddCertificate.byGpg;
import static org.sealmx.it.openpgp.Workshop.LATER;

import java.util.List;

/** Certificates with no, several or strange user IDs, and of version 6. */
final class OddIdentities {

    private static final String SECOND = "second@example.org";
    private static final String THIRD = "Third <third@example.org>";
    private static final String VERSION_6 = "gpg 2.2 and sq 0.27 do not know version 6";

    private OddIdentities() {}

    static List<OddCertificate> all() {
        return List.of(
                byGpg("three user IDs", w -> w.ordinary().userId(LATER, SECOND).userId(LATER, THIRD))
                        .usable("1"),
                any("three user IDs, sq", w -> w.ordinaryBySq("--userid", SECOND, "--userid", THIRD, "--userid", "Ünï")
                                .certificate())
                        .usable("3"),
                byGpg("one of three user IDs revoked", w -> w.ordinary()
                                .userId(LATER, SECOND)
                                .userId(LATER, THIRD)
                                .revokeUserId(LATER.plusSeconds(60), SECOND))
                        .usable("1"),
                any(
                                "only user ID without certification",
                                w -> w.ordinary().certificate().withoutCertifications())
                        .unusable("malformed: no signature of the primary key on itself or a user ID verifies with an"
                                + " acceptable hash"),
                any("no user ID, sq", w -> w.bySq("--expires", "never").certificate())
                        .differs("3", Judges.REFUSES, "3", "gpg wants a user ID"),
                byGpg("photo", w -> w.ordinary().photo(LATER, w.photo())).usable("1"),
                any("version 6 of RFC 9580, appendix A.3", w -> Fixtures.certificate("rfc9580-version-6.asc"))
                        .differs("1", Judges.REFUSES, Judges.REFUSES, VERSION_6),
                any("version 6, OpenPGP.js", w -> Fixtures.certificate("openpgpjs-version-6.asc"))
                        .differs("1", Judges.REFUSES, Judges.REFUSES, VERSION_6));
    }
}
