package org.sealmx.it.openpgp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.OpenPgpPacket;
import org.sealmx.it.harness.WorkFolder;

/**
 * A key that sq makes step by step. By default it has subkeys to sign, to authenticate and to encrypt, in that order.
 */
final class SqKey {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private final Path secret;

    private SqKey(Path secret) {
        this.secret = secret;
    }

    /** Generates a key. */
    static SqKey generate(WorkFolder folder, Instant at, String... options) throws IOException, InterruptedException {
        Path secret = folder.resolve("sq" + System.nanoTime() + ".secret");
        List<String> words = new ArrayList<>(List.of("sq", "key", "generate", "--export", secret.toString()));
        words.addAll(List.of("--creation-time", TIME.format(at)));
        words.addAll(List.of(options));
        Command.require(new byte[0], words);
        return new SqKey(secret);
    }

    /** The certificate, revoked for a reason that has this name in sq. */
    Certificate revoked(Instant at, String reason) throws IOException, InterruptedException {
        byte[] signature = revocation(List.of("certificate", "--time", TIME.format(at)), List.of(reason, "lost"));
        return certificate().afterKey(0, OpenPgpPacket.split(signature));
    }

    /** The certificate with the subkey of this fingerprint revoked, for a reason that has this name in sq. */
    Certificate withRevokedSubkey(Instant at, String subkey, String reason) throws IOException, InterruptedException {
        return Certificate.of(
                revocation(List.of("subkey", "--time", TIME.format(at)), List.of(subkey, reason, "lost")));
    }

    /** For the certificate, sq prints a signature; for a subkey, a certificate that contains only that subkey. */
    private byte[] revocation(List<String> what, List<String> arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("sq", "revoke"));
        words.addAll(what);
        words.addAll(List.of("--binary", "--certificate", extracted().toString()));
        words.addAll(List.of("--revocation-key", secret.toString()));
        words.addAll(arguments);
        return Command.require(new byte[0], words);
    }

    /** The certificate as it was made. */
    Certificate certificate() throws IOException, InterruptedException {
        return Certificate.of(Files.readAllBytes(extracted()));
    }

    private Path extracted() throws IOException, InterruptedException {
        byte[] certificate = Command.require("sq", "key", "extract-cert", "--binary", secret.toString());
        return Files.write(Path.of(secret + ".cert"), certificate);
    }
}
