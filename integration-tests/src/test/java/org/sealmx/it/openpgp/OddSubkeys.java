package org.sealmx.it.openpgp;

import static org.sealmx.it.openpgp.OddCertificate.any;
import static org.sealmx.it.openpgp.OddCertificate.byGpg;
import static org.sealmx.it.openpgp.Workshop.FUTURE;
import static org.sealmx.it.openpgp.Workshop.LATER;
import static org.sealmx.it.openpgp.Workshop.MADE;

import java.io.IOException;
import java.util.List;
import org.sealmx.it.harness.OpenPgpPacket;
import org.sealmx.it.openpgp.GpgKey.Reason;

/** Certificates some or all of whose subkeys cannot be used. */
final class OddSubkeys {

    private static final String NONE = "no encryption subkey";
    private static final String ALL = "gpg takes the newest subkey only; the recipient may have any of them at hand";

    private OddSubkeys() {}

    static List<OddCertificate> all() {
        return List.of(
                byGpg("only subkey compromised", w -> w.ordinary().revokeSubkey(LATER, 1, Reason.COMPROMISED))
                        .unusable("revoked"),
                byGpg("only subkey superseded", w -> w.ordinary().revokeSubkey(LATER, 1, Reason.SUPERSEDED))
                        .unusable("revoked"),
                any("only subkey retired, sq", OddSubkeys::retiredBySq).unusable("revoked"),
                byGpg("newest subkey revoked", w -> twoSubkeys(w, "never", "never")
                                .revokeSubkey(LATER, 2, Reason.COMPROMISED))
                        .usable("1"),
                byGpg("only subkey expired", w -> w.primary().subkey(MADE, "cv25519", "encr", "1y"))
                        .unusable("expired on 2024-12-31T00:00:00Z"),
                byGpg("rotated: oldest subkey expired", w -> twoSubkeys(w, "1y", "never"))
                        .usable("2"),
                byGpg("rotated: newest subkey expired", w -> twoSubkeys(w, "never", "1y"))
                        .usable("1"),
                byGpg("rotated: both expired", w -> twoSubkeys(w, "1y", "1y"))
                        .unusable("expired on 2025-06-01T00:00:00Z"),
                byGpg("rotated: both valid", w -> twoSubkeys(w, "never", "never"))
                        .differs("1, 2", "2", "1, 2", ALL),
                byGpg("newest subkey made in the future", w -> w.ordinary().subkey(FUTURE, "cv25519", "encr", "never"))
                        .usable("1"),
                byGpg("only subkey made in the future", w -> w.primary().subkey(FUTURE, "cv25519", "encr", "never"))
                        .unusable(NONE),
                byGpg("no subkey", w -> w.primary()).unusable(NONE),
                byGpg("subkey to sign", w -> w.primary().subkey(MADE, "ed25519", "sign", "never"))
                        .unusable(NONE),
                byGpg("subkey of RSA to sign", w -> w.primary().subkey(MADE, "rsa2048", "sign", "never"))
                        .unusable(NONE),
                byGpg("subkey to authenticate", w -> w.primary().subkey(MADE, "ed25519", "auth", "never"))
                        .unusable(NONE),
                byGpg("subkey of RSA to authenticate", w -> w.primary().subkey(MADE, "rsa2048", "auth", "never"))
                        .unusable(NONE),
                any("subkeys to sign and to authenticate, sq", w -> w.ordinaryBySq("--cannot-encrypt")
                                .certificate())
                        .unusable(NONE),
                byGpg("primary key to encrypt", w -> w.primary(MADE, "rsa2048", "cert,sign,encr", "never"))
                        .usable("0"),
                any("foreign subkey with its binding", w -> ordinary(w).append(foreignSubkey(w)))
                        .usable("1"),
                any("foreign subkey without binding", w -> ordinary(w)
                                .append(foreignSubkey(w).subList(0, 1)))
                        .usable("1"),
                any("foreign subkey with our own binding", OddSubkeys::foreignSubkeyBoundAsOurs)
                        .usable("1"),
                any(
                                "foreign subkey and none of its own",
                                w -> w.primary().certificate().append(foreignSubkey(w)))
                        .unusable(NONE));
    }

    private static Certificate retiredBySq(Workshop w) throws IOException, InterruptedException {
        SqKey key = w.ordinaryBySq();
        String subkey = key.certificate().fingerprints().get(3);
        return key.withRevokedSubkey(LATER, subkey, "retired");
    }

    /** A key with two subkeys, the first made with the primary key, the second later. */
    private static GpgKey twoSubkeys(Workshop w, String firstExpires, String secondExpires)
            throws IOException, InterruptedException {
        return w.primary()
                .subkey(MADE, "cv25519", "encr", firstExpires)
                .subkey(LATER, "cv25519", "encr", secondExpires);
    }

    private static Certificate ordinary(Workshop w) throws IOException, InterruptedException {
        return w.ordinary().certificate();
    }

    private static List<OpenPgpPacket> foreignSubkey(Workshop w) throws IOException, InterruptedException {
        return ordinary(w).subkeyPackets(1);
    }

    private static Certificate foreignSubkeyBoundAsOurs(Workshop w) throws IOException, InterruptedException {
        Certificate ours = ordinary(w);
        return ours.append(foreignSubkey(w).subList(0, 1)).append(ours.signatures(1));
    }
}
