package org.sealmx.tools.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.api.OpenPGPApi;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.OpenPGPMessageInputStream;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;

/** Opens a sealed message, as its recipient's mail program does. */
public final class DemoOpen {

    private static final String BEGIN = "-----BEGIN PGP MESSAGE-----";
    private static final String END = "-----END PGP MESSAGE-----";

    private DemoOpen() {}

    /**
     * Decrypts the OpenPGP message in a sealed mail message.
     *
     * @param key an armored secret key without passphrase
     * @param sealed the mail message
     * @param plain what was sealed
     * @throws PGPException when the key does not open it, or when it was changed
     */
    public static void open(InputStream key, InputStream sealed, OutputStream plain) throws IOException, PGPException {
        OpenPGPApi api = new BcOpenPGPApi();
        OpenPGPKey secretKey = api.readKeyOrCertificate().parseKey(key);
        try (OpenPGPMessageInputStream opened =
                api.decryptAndOrVerifyMessage().addDecryptionKey(secretKey).process(armor(sealed))) {
            opened.transferTo(plain);
        }
    }

    private static InputStream armor(InputStream sealed) throws IOException, PGPException {
        String text = new String(sealed.readAllBytes(), StandardCharsets.ISO_8859_1);
        // at the beginning of a line, since a header field may contain the same words
        int begin = text.startsWith(BEGIN) ? 0 : text.indexOf("\n" + BEGIN) + 1;
        int end = text.indexOf(END, begin);
        if (!text.startsWith(BEGIN, begin) || end < 0) {
            throw new PGPException("the input contains no OpenPGP message");
        }
        return new ByteArrayInputStream(
                text.substring(begin, end + END.length()).concat("\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
