package org.sealmx.it.openpgp;

import java.io.IOException;

/**
 * A certificate that is out of the ordinary, and what is expected of those who judge it at the present time: the
 * numbers of the keys that mail is encrypted to, 0 for the primary key, or words when it is to none.
 *
 * @param name what is odd about it
 * @param maker makes it
 * @param product the product's verdict
 * @param gpg gpg's verdict
 * @param sq sq's verdict
 * @param reason why the product differs, on purpose; empty when all agree
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

    /** One that is as gpg made it. */
    static Row byGpg(String name, GpgMaker maker) {
        return new Row(name, workshop -> maker.make(workshop).certificate());
    }

    /** One that sq made, or that was changed packet by packet. */
    static Row any(String name, Maker maker) {
        return new Row(name, maker);
    }

    /** A row whose verdicts are to come. */
    record Row(String name, Maker maker) {

        /** All encrypt to these keys. */
        OddCertificate usable(String keys) {
            return new OddCertificate(name, maker, keys, keys, keys, "");
        }

        /** All refuse it. */
        OddCertificate unusable(String product) {
            return new OddCertificate(name, maker, product, Judges.REFUSES, Judges.REFUSES, "");
        }

        /** Not all agree. */
        OddCertificate differs(String product, String gpg, String sq, String reason) {
            return new OddCertificate(name, maker, product, gpg, sq, reason);
        }
    }

    /** Whether all encrypt to the same keys, or none does. */
    boolean isAgreed() {
        String here = product.matches("[0-9, ]+") ? product : Judges.REFUSES;
        return here.equals(gpg) && here.equals(sq);
    }

    @Override
    public String toString() {
        return name;
    }
}
