package org.sealmx.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The people in the tests, with keys that are created for this run. Their domain is {@code example.org}. */
public final class Accounts {

    /** Has a Curve25519 certificate. */
    public static final String ALICE = "alice@example.org";
    /** Has an RSA certificate. */
    public static final String BOB = "bob@example.org";
    /** Is disabled. */
    public static final String CAROL = "carol@example.org";
    /** Has no certificate. */
    public static final String DAVE = "dave@example.org";
    /** Has an expired certificate. */
    public static final String ERIN = "erin@example.org";
    /** Has a truncated certificate. */
    public static final String FRANK = "frank@example.org";
    /** Is over quota. */
    public static final String GRACE = "grace@example.org";
    /** Accepts mail only from {@link #FRIEND}. */
    public static final String HEIDI = "heidi@example.org";
    /** Has a malformed identity document. */
    public static final String IVAN = "ivan@example.org";
    /** Has a Curve25519 certificate, and gets only mail to {@link #TEAM}. */
    public static final String JUDY = "judy@example.org";
    /** An alias of {@link #BOB} and {@link #JUDY}. */
    public static final String TEAM = "team@example.org";
    /** Does not exist. */
    public static final String NOBODY = "nobody@example.org";
    /** Writes from another domain. */
    public static final String SENDER = "sender@example.com";
    /** May write to {@link #HEIDI}. */
    public static final String FRIEND = "friend@example.net";

    private static final int RSA_BITS = 3072;
    private static final Accounts SHARED = make();

    private final WorkFolder folder;
    private final Gpg gpg;
    private final TestKey alice;
    private final TestKey bob;
    private final TestKey expired;

    private Accounts(WorkFolder folder, Gpg gpg) throws IOException, InterruptedException {
        this.folder = folder;
        this.gpg = gpg;
        this.alice = Sq.generate(folder, ALICE);
        this.bob = gpg.generateRsa(folder, BOB, RSA_BITS);
        this.expired = Sq.generateExpired(folder, ERIN);
        gpg.add(alice);
    }

    /** The accounts that all tests of a run share. */
    public static Accounts shared() {
        return SHARED;
    }

    /** Alice's key, which everyone who can receive shares, except Bob. */
    public TestKey alice() {
        return alice;
    }

    /** Bob's key. */
    public TestKey bob() {
        return bob;
    }

    /** A key ring with all these keys. */
    public Gpg gpg() {
        return gpg;
    }

    /** Adds all of them to a directory. */
    public void writeTo(DirectoryFile directory) {
        directory
                .account(ALICE, alice.certificate())
                .account(BOB, bob.certificate())
                .disabled(CAROL, alice.certificate())
                .accountWithoutCertificate(DAVE)
                .account(ERIN, expired.certificate())
                .account(FRANK, corrupt(alice.certificate()))
                .overQuota(GRACE, alice.certificate())
                .closed(HEIDI, alice.certificate(), FRIEND)
                .broken(IVAN)
                .account(JUDY, alice.certificate())
                .alias(TEAM, BOB, JUDY)
                .alias("postmaster@example.org", ALICE);
    }

    private static String corrupt(String certificate) {
        List<String> lines = certificate.lines().toList();
        int middle = lines.size() / 2;
        return String.join("\n", lines.subList(0, middle)) + "\n"
                + String.join("\n", lines.subList(middle + 1, lines.size())) + "\n";
    }

    private static Accounts make() {
        try {
            Accounts accounts = new Accounts(new WorkFolder("keys"), new Gpg());
            Shutdown.close(accounts.folder);
            Shutdown.close(accounts.gpg);
            return accounts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
