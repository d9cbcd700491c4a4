package org.sealmx.it.openpgp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sealmx.it.harness.Gpg;

/** A key that gpg makes step by step, each step at its own time. */
final class GpgKey {

    /** The reason for a revocation, with gpg's number. */
    enum Reason {
        NONE("0"),
        COMPROMISED("1"),
        SUPERSEDED("2"),
        NOT_USED("3");

        private final String number;

        Reason(String number) {
            this.number = number;
        }
    }

    private static final int USER_ATTRIBUTE = 17;

    private final Gpg gpg;
    private final String fingerprint;
    private final List<String> options = new ArrayList<>();

    private GpgKey(Gpg gpg, String fingerprint, List<String> options) {
        this.gpg = gpg;
        this.fingerprint = fingerprint;
        this.options.addAll(options);
    }

    /**
     * Generates a primary key with one user ID.
     *
     * @param algorithm the name of the algorithm in gpg
     * @param usage the usage, such as {@code cert,sign}
     * @param expire the expiry, such as {@code 1y} or {@code never}
     * @param options options of gpg for this step and all later ones
     */
    static GpgKey primary(Gpg gpg, Instant at, String algorithm, String usage, String expire, String... options)
            throws IOException, InterruptedException {
        String userId = "test" + System.nanoTime() + "@example.org";
        List<String> words = new ArrayList<>(List.of(options));
        words.addAll(List.of("--quick-generate-key", userId, algorithm, usage, expire));
        gpg.at(at, words.toArray(String[]::new));
        return new GpgKey(gpg, gpg.fingerprints(userId).get(0), List.of(options));
    }

    /** Adds a subkey. */
    GpgKey subkey(Instant at, String algorithm, String usage, String expire) throws IOException, InterruptedException {
        return step(at, "--quick-add-key", fingerprint, algorithm, usage, expire);
    }

    /** Adds options for all later steps. */
    GpgKey with(String... more) {
        return new GpgKey(gpg, fingerprint, List.of(more));
    }

    /** Changes the expiry of the primary key. */
    GpgKey expire(Instant at, String expire) throws IOException, InterruptedException {
        return step(at, "--quick-set-expire", fingerprint, expire);
    }

    /** Adds a user ID. */
    GpgKey userId(Instant at, String userId) throws IOException, InterruptedException {
        return step(at, "--quick-add-uid", fingerprint, userId);
    }

    /** Revokes a user ID. */
    GpgKey revokeUserId(Instant at, String userId) throws IOException, InterruptedException {
        return step(at, "--quick-revoke-uid", fingerprint, userId);
    }

    /** Adds a picture of the owner. */
    GpgKey photo(Instant at, Path jpeg) throws IOException, InterruptedException {
        gpg.dialogueAt(at, List.of("addphoto", jpeg.toString(), "y", "save"), "--edit-key", fingerprint);
        if (certificate().count(USER_ATTRIBUTE) != 1) {
            throw new IOException("gpg did not take the picture");
        }
        return this;
    }

    /** Revokes the subkey with that number, counted from 1. */
    GpgKey revokeSubkey(Instant at, int number, Reason reason) throws IOException, InterruptedException {
        List<String> answers = List.of("key " + number, "revkey", "y", reason.number, "", "y", "save");
        gpg.dialogueAt(at, answers, "--edit-key", fingerprint);
        return this;
    }

    /** Revokes the primary key. */
    GpgKey revoke(Instant at, Reason reason) throws IOException, InterruptedException {
        byte[] revocation = gpg.dialogueAt(at, List.of("y", reason.number, "", "y"), "--gen-revoke", fingerprint);
        Path file = Files.createTempFile("sealmx-revocation", ".asc");
        Files.write(file, revocation);
        step(at, "--import", file.toString());
        Files.delete(file);
        return this;
    }

    /** Certifies the user IDs of another key in the same ring. */
    GpgKey certify(Instant at, GpgKey other) throws IOException, InterruptedException {
        return step(at, "--local-user", fingerprint, "--quick-sign-key", other.fingerprint);
    }

    /** The certificate as it is now. */
    Certificate certificate() throws IOException, InterruptedException {
        return Certificate.of(gpg.at(Instant.now(), "--export", fingerprint));
    }

    private GpgKey step(Instant at, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(words));
        gpg.at(at, all.toArray(String[]::new));
        return this;
    }
}
