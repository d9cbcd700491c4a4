package org.sealmx.policy;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.RSAPublicBCPGKey;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.certificate.EncryptionSubkey;
import org.sealmx.certificate.UsableOpenPgp;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.Route;
import org.sealmx.smtp.EmailAddress;

/** Routes for tests of the policy, which uses only evaluations and never the octets of keys. */
final class TestRoutes {

    /** An evaluation that permits encryption, with a key that is not a real one. */
    static final CertificateEvaluation USABLE = new UsableOpenPgp(List.of(
            new EncryptionSubkey("00", "01", publicKey(), CipherSuite.SEIPD_V1_AES256, CipherSuite.SEIPD_V1_AES256)));

    private TestRoutes() {}

    static Route usable(String account) {
        return with(account, USABLE);
    }

    static Route with(String account, CertificateEvaluation evaluation) {
        EmailAddress mailbox = EmailAddress.of(account + "@example.org");
        return new Route(new AccountId(account), mailbox, false, false, at -> evaluation, Route.UNNAMED);
    }

    static Route overQuota(Route route) {
        return new Route(route.account(), route.mailbox(), route.remote(), true, route.certificates(), Route.UNNAMED);
    }

    static Route remote(Route route) {
        EmailAddress elsewhere = EmailAddress.of("a@elsewhere.example");
        return new Route(route.account(), elsewhere, true, route.overQuota(), route.certificates(), Route.UNNAMED);
    }

    private static PGPPublicKey publicKey() {
        try {
            RSAPublicBCPGKey rsa =
                    new RSAPublicBCPGKey(java.math.BigInteger.valueOf(3233), java.math.BigInteger.valueOf(17));
            return new PGPPublicKey(
                    new PublicKeyPacket(4, PublicKeyAlgorithmTags.RSA_GENERAL, Date.from(Instant.EPOCH), rsa),
                    new BcKeyFingerprintCalculator());
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }
}
