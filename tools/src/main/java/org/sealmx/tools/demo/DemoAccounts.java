package org.sealmx.tools.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;

/**
 * Accounts for trying out SealMX: alice (Curve25519), bob (RSA-4096), carol (disabled), dave (no certificate), erin
 * (expired certificate), team@ (alias of alice and bob), and postmaster@ (alias of alice) in every domain.
 *
 * <p>Existing files in the folder are kept: keys are made once, and {@code directory.json} is written only when it is
 * missing or lacks a domain.
 */
public final class DemoAccounts {

    /** The file of identity documents, in the folder of the demo. */
    public static final String DIRECTORY = "directory.json";

    private static final Duration AGE_OF_ERINS_KEY = Duration.ofDays(730);
    private static final Duration LIFETIME_OF_ERINS_KEY = Duration.ofDays(365);

    private final OwnerOnlyFiles files;
    private final Clock clock;

    private DemoAccounts(OwnerOnlyFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /**
     * Makes what is missing.
     *
     * @param folder the demo's folder; created, readable only by its owner
     * @param domains at least one; the accounts are in the first
     */
    public static void create(Path folder, List<String> domains, Clock clock) throws IOException, PGPException {
        new DemoAccounts(OwnerOnlyFiles.in(folder), clock).create(domains);
    }

    /** A line for each account: its address, and what is special about it. */
    static List<String> describe(String domain) {
        return List.of(
                "alice@" + domain + "  Curve25519",
                "bob@" + domain + "    RSA 4096",
                "carol@" + domain + "  disabled: mail is refused",
                "dave@" + domain + "   without a certificate: mail waits in Postfix' queue",
                "erin@" + domain + "   with an expired certificate: the same",
                "team@" + domain + "   for alice and bob");
    }

    private void create(List<String> domains) throws IOException, PGPException {
        String domain = domains.get(0);
        DemoDirectory directory = new DemoDirectory()
                .account("alice@" + domain, certificate("alice@" + domain, this::alice))
                .account("bob@" + domain, certificate("bob@" + domain, this::bob))
                .disabled("carol@" + domain)
                .accountWithoutCertificate("dave@" + domain)
                .account("erin@" + domain, certificate("erin@" + domain, this::erin))
                .alias("team@" + domain, "alice@" + domain, "bob@" + domain);
        for (String each : domains) {
            directory.alias("postmaster@" + each, "alice@" + domain);
        }
        if (!files.exists(DIRECTORY) || !DemoDirectory.hasPostmasters(files.read(DIRECTORY), domains)) {
            files.write(DIRECTORY, directory.toJson());
        }
    }

    private OpenPGPKey alice(String address) throws PGPException {
        return DemoKeys.curve25519("Alice <" + address + ">", now());
    }

    private OpenPGPKey bob(String address) throws PGPException {
        return DemoKeys.rsa("Bob <" + address + ">", now());
    }

    private OpenPGPKey erin(String address) throws PGPException {
        return DemoKeys.expiring("Erin <" + address + ">", now().minus(AGE_OF_ERINS_KEY), LIFETIME_OF_ERINS_KEY);
    }

    private Instant now() {
        return clock.instant();
    }

    /** The armored certificate of a key, which is made when it is missing. */
    private String certificate(String address, Maker maker) throws IOException, PGPException {
        String file = keyFile(address);
        if (!files.exists(file)) {
            files.write(file, maker.make(address).toAsciiArmoredString());
        }
        return new BcOpenPGPApi()
                .readKeyOrCertificate()
                .parseKey(files.read(file).getBytes(StandardCharsets.US_ASCII))
                .toCertificate()
                .toAsciiArmoredString();
    }

    /** The name of an account's secret key, in the folder of the demo. */
    public static String keyFile(String address) {
        return address + ".secret.asc";
    }

    private interface Maker {
        OpenPGPKey make(String address) throws PGPException;
    }
}
