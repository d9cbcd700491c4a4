package org.sealmx.it.openpgp;

import static org.sealmx.it.openpgp.OddCertificate.any;
import static org.sealmx.it.openpgp.OddCertificate.byGpg;
import static org.sealmx.it.openpgp.Workshop.LATER;
import static org.sealmx.it.openpgp.Workshop.LONG_AGO;
import static org.sealmx.it.openpgp.Workshop.MADE;

import java.io.IOException;
import java.util.List;
import org.sealmx.it.harness.OpenPgpPacket;
import org.sealmx.it.openpgp.GpgKey.Reason;

/** Certificates with weak, broken, foreign or many signatures, and with weak keys. */
final class OddSignatures {

    private static final String UNSIGNED =
            "malformed: no signature of the primary key on itself or a user ID verifies with an acceptable hash";
    private static final String SHA1 =
            "gpg believes SHA-1 in what a key says about itself; whoever forges it can date it back";
    private static final String WEAK = "gpg takes keys of every size";
    private static final String[] BY_SHA1 = {"--cert-digest-algo", "SHA1"};
    private static final String[] BY_MD5 = {"--cert-digest-algo", "MD5", "--allow-weak-digest-algos"};

    private OddSignatures() {}

    static List<OddCertificate> all() {
        return List.of(
                byGpg("SHA-1, lately", w -> rsa(w, BY_SHA1)).differs(UNSIGNED, "1", Judges.REFUSES, SHA1),
                byGpg("SHA-1, long ago", w -> w.primary(LONG_AGO, "rsa2048", "cert,sign", "never", BY_SHA1)
                                .subkey(LONG_AGO, "rsa2048", "encr", "never"))
                        .differs(UNSIGNED, "1", Judges.REFUSES, SHA1),
                byGpg("SHA-1 in the binding of the only subkey", w -> w.primary(MADE, "rsa2048", "cert,sign", "never")
                                .with(BY_SHA1)
                                .subkey(MADE, "rsa2048", "encr", "never"))
                        .differs("no encryption subkey", "1", Judges.REFUSES, SHA1),
                byGpg("SHA-1, then prolonged with SHA-256", w -> rsa(w, BY_SHA1)
                                .with()
                                .expire(LATER, "never")
                                .subkey(LATER, "cv25519", "encr", "never"))
                        .usable("2"),
                byGpg("MD5", w -> rsa(w, BY_MD5)).unusable(UNSIGNED),
                byGpg("MD5 in the binding of the only subkey", w -> w.primary(MADE, "rsa2048", "cert,sign", "never")
                                .with(BY_MD5)
                                .subkey(MADE, "rsa2048", "encr", "never"))
                        .unusable("no encryption subkey"),
                byGpg("RSA-1024", w -> w.primary(MADE, "rsa1024", "cert,sign", "never")
                                .subkey(MADE, "rsa2048", "encr", "never"))
                        .differs("too weak: RSA-1024", "1", Judges.REFUSES, WEAK),
                byGpg("only subkey of RSA-1024", w -> w.primary().subkey(MADE, "rsa1024", "encr", "never"))
                        .differs("too weak: RSA-1024", "1", Judges.REFUSES, WEAK),
                byGpg("newest subkey of RSA-1024", w -> w.ordinary().subkey(LATER, "rsa1024", "encr", "never"))
                        .differs("1", "2", "1", WEAK),
                byGpg("DSA and ElGamal", w -> w.primary(MADE, "dsa2048", "cert,sign", "never")
                                .subkey(MADE, "elg2048", "encr", "never"))
                        .differs("too weak: DSA-2048", "1", Judges.REFUSES, "RFC 9580 deprecates both"),
                any("corrupt binding appended", w -> {
                            Certificate ordinary = ordinary(w);
                            return ordinary.append(corrupt(ordinary.signatures(1)));
                        })
                        .usable("1"),
                any("corrupt binding before the good one", w -> {
                            Certificate ordinary = ordinary(w);
                            return ordinary.afterKey(1, corrupt(ordinary.signatures(1)));
                        })
                        .usable("1"),
                any("only binding corrupt", w -> {
                            Certificate ordinary = ordinary(w);
                            List<OpenPgpPacket> subkey = ordinary.subkeyPackets(1);
                            return ordinary.without(subkey::contains)
                                    .append(subkey.subList(0, 1))
                                    .append(corrupt(subkey.subList(1, 2)));
                        })
                        .unusable("no encryption subkey"),
                any("corrupt revocation of the primary key", w -> {
                            GpgKey key = w.ordinary();
                            Certificate before = key.certificate();
                            key.revoke(LATER, Reason.COMPROMISED);
                            return before.afterKey(0, corrupt(key.certificate().revocations(0)));
                        })
                        .usable("1"),
                any("corrupt revocation of the subkey appended", w -> {
                            GpgKey key = w.ordinary();
                            Certificate before = key.certificate();
                            key.revokeSubkey(LATER, 1, Reason.COMPROMISED);
                            return before.append(corrupt(key.certificate().revocations(1)));
                        })
                        .usable("1"),
                any("revocation of another certificate", w -> {
                            GpgKey other = w.ordinary().revoke(LATER, Reason.COMPROMISED);
                            return ordinary(w).afterKey(0, other.certificate().revocations(0));
                        })
                        .usable("1"),
                byGpg("certified by somebody else", w -> {
                            GpgKey key = w.ordinary();
                            w.primary().certify(LATER, key);
                            return key;
                        })
                        .usable("1"),
                any("5,000 certifications by somebody else", w -> ForeignCertifications.add(ordinary(w), 5000))
                        .usable("1"));
    }

    private static GpgKey rsa(Workshop w, String... options) throws IOException, InterruptedException {
        return w.primary(MADE, "rsa2048", "cert,sign", "never", options).subkey(MADE, "rsa2048", "encr", "never");
    }

    private static Certificate ordinary(Workshop w) throws IOException, InterruptedException {
        return w.ordinary().certificate();
    }

    private static List<OpenPgpPacket> corrupt(List<OpenPgpPacket> signatures) {
        return signatures.stream().map(Certificate::corrupt).toList();
    }
}
