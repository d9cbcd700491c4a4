package org.sealmx.it.openpgp;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.sealmx.it.harness.Gpg;
import org.sealmx.it.harness.WorkFolder;

/** Makes odd certificates, with a key ring of gpg and a folder for the keys of sq. */
final class Workshop implements AutoCloseable {

    /** The time when most keys are made. */
    static final Instant MADE = Instant.parse("2024-01-01T00:00:00Z");
    /** The time of most later changes to them. */
    static final Instant LATER = Instant.parse("2024-06-01T00:00:00Z");
    /** A time after these tests will ever run. */
    static final Instant FUTURE = Instant.parse("2090-01-01T00:00:00Z");
    /** A time when SHA-1 was considered good enough. */
    static final Instant LONG_AGO = Instant.parse("2012-01-01T00:00:00Z");

    private static final String FOR_EVER = "never";

    private final Gpg gpg = new Gpg();
    private final WorkFolder folder = new WorkFolder("odd");

    Workshop() throws IOException {}

    /** An Ed25519 primary key by gpg that never expires, without subkeys. */
    GpgKey primary() throws IOException, InterruptedException {
        return primary(MADE, "ed25519", "cert,sign", FOR_EVER);
    }

    /** A primary key by gpg, without subkeys. */
    GpgKey primary(Instant at, String algorithm, String usage, String expire, String... options)
            throws IOException, InterruptedException {
        return GpgKey.primary(gpg, at, algorithm, usage, expire, options);
    }

    /** A Curve25519 key by gpg, with one encryption subkey. */
    GpgKey ordinary() throws IOException, InterruptedException {
        return primary().subkey(MADE, "cv25519", "encr", FOR_EVER);
    }

    /** A key by sq with a user ID; the encryption subkey is the third. */
    SqKey ordinaryBySq(String... options) throws IOException, InterruptedException {
        return bySq(Stream.concat(Stream.of("--userid", "<sq@example.org>", "--expires", FOR_EVER), Stream.of(options))
                .toArray(String[]::new));
    }

    /** A key by sq with only these options. */
    SqKey bySq(String... options) throws IOException, InterruptedException {
        return SqKey.generate(folder, MADE, options);
    }

    /** A picture. */
    Path photo() throws IOException {
        Path file = folder.resolve("photo.jpg");
        ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "jpg", file.toFile());
        return file;
    }

    @Override
    public void close() throws IOException {
        try (gpg) {
            folder.close();
        }
    }
}
