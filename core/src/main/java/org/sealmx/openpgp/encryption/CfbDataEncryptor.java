package org.sealmx.openpgp.encryption;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.operator.PGPDataEncryptor;
import org.bouncycastle.openpgp.operator.PGPDigestCalculator;
import org.sealmx.octets.ChunkedOutputStream;
import org.sealmx.octets.Pieces;

/**
 * AES in CFB mode with a zero IV and SHA-1 for the modification detection code (RFC 9580 section 5.13.1). For one
 * message and one thread.
 *
 * <p>The JDK processes many blocks at once in CBC mode but single blocks in CFB mode, and CFB can be derived from CBC:
 * with X<sub>1</sub> = E(0) and X<sub>i+1</sub> = E(P<sub>i</sub> &#8853; X<sub>i</sub>) the ciphertext is
 * C<sub>i</sub> = P<sub>i</sub> &#8853; X<sub>i</sub>; and the X are the result of encrypting a block of zeros followed
 * by P in CBC mode with a zero IV.
 */
final class CfbDataEncryptor implements PGPDataEncryptor {

    private static final int BLOCK = 16;

    private final Cipher cbc;
    private final MessageDigest sha1;

    CfbDataEncryptor(byte[] key) throws GeneralSecurityException {
        cbc = Cipher.getInstance("AES/CBC/NoPadding");
        cbc.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[BLOCK]));
        sha1 = MessageDigest.getInstance("SHA-1");
    }

    @Override
    public OutputStream getOutputStream(OutputStream out) {
        try {
            return new Encrypting(out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a block of zeros cannot be encrypted", e);
        }
    }

    @Override
    public PGPDigestCalculator getIntegrityCalculator() {
        return new Sha1();
    }

    @Override
    public int getBlockSize() {
        return BLOCK;
    }

    private final class Encrypting extends ChunkedOutputStream {

        private final OutputStream out;
        /** The key stream for the text, starting with X of its first block, and one block longer than the text. */
        private byte[] stream = new byte[BLOCK];

        Encrypting(OutputStream out) throws GeneralSecurityException {
            super(Pieces.SIZE, 0);
            this.out = out;
            cbc.update(new byte[BLOCK], 0, BLOCK, stream, 0);
        }

        @Override
        protected void writeChunk(byte[] text, int length) throws IOException {
            encryptBlocks(text, length);
        }

        @Override
        protected void finish(byte[] text, int length) throws IOException {
            int rest = length % BLOCK;
            int blocks = length - rest;
            encryptBlocks(text, blocks);
            System.arraycopy(text, blocks, text, 0, rest);
            combine(text, rest);
            out.write(text, 0, rest);
            out.close();
        }

        /** Encrypts and writes whole blocks at the beginning of the text. */
        private void encryptBlocks(byte[] text, int length) throws IOException {
            if (stream.length < BLOCK + length) {
                stream = Arrays.copyOf(stream, BLOCK + length);
            }
            try {
                cbc.update(text, 0, length, stream, BLOCK);
            } catch (GeneralSecurityException e) {
                throw new IOException("encryption failed", e);
            }
            combine(text, length);
            out.write(text, 0, length);
            System.arraycopy(stream, length, stream, 0, BLOCK);
        }

        private void combine(byte[] text, int length) {
            byte[] s = stream;
            for (int i = 0; i < length; i++) {
                text[i] ^= s[i];
            }
        }
    }

    private final class Sha1 implements PGPDigestCalculator {

        @Override
        public int getAlgorithm() {
            return HashAlgorithmTags.SHA1;
        }

        @Override
        public OutputStream getOutputStream() {
            return new OutputStream() {
                @Override
                public void write(int octet) {
                    sha1.update((byte) octet);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    Pieces.update(sha1, bytes, offset, length);
                }
            };
        }

        @Override
        public byte[] getDigest() {
            return sha1.digest();
        }

        @Override
        public void reset() {
            sha1.reset();
        }
    }
}
