package org.sealmx.it.openpgp;

import java.io.IOException;

/**
 * An odd certificate, and the expected verdicts on it at the present time: the numbers of the keys to which mail is
 * encrypted, 0 for the primary key, or words if there are none.
 *
 * @param name what is odd about it
 * @param maker makes it
 * @param product the product's verdict
 * @param gpg gpg's verdict
 * @param sq sq's verdict
 * @param reason why the product differs on purpose; empty if all agree
 */
record OddCertificate(String name, Maker maker, String product, String gpg, String sq, String reason) {

    /** Makes a certificate. */
    interface Maker {
        Certificate make(Workshop workshop) throws IOException, InterruptedException;
    }

    /** Makes a key with gpg. */
    interface GpgMaker {
        GpgKey make(Workshop workshop) throws IOException, InterruptedException;
    }

    /** A certificate as gpg made it. */
    static Row byGpg(String name, GpgMaker maker) {
        return new Row(name, workshop -> maker.make(workshop).certificate());
    }

    /** A certificate that sq made, or that was changed packet by packet. */
    static Row any(String name, Maker maker) {
        return new Row(name, maker);
    }

    /** A row that still lacks its verdicts. */
    record Row(String name, Maker maker) {

        /** All programs encrypt to these keys. */
        OddCertificate usable(String keys) {
            return new OddCertificate(name, maker, keys, keys, keys, "");
        }

        /** All programs refuse it. */
        OddCertificate unusable(String product) {
            return new OddCertificate(name, maker, product, Judges.REFUSES, Judges.REFUSES, "");
        }

        /** The programs disagree. */
        OddCertificate differs(String product, String gpg, String sq, String reason) {
            return new OddCertificate(name, maker, product, gpg, sq, reason);
        }
    }

    /** Whether all programs encrypt to the same keys, or none of them encrypts. */
    boolean isAgreed() {
        String here = product.matches("[0-9, ]+") ? product : Judges.REFUSES;
        return here.equals(gpg) && here.equals(sq);
    }

    @Override
    public String toString() {
        return name;
    }
}
