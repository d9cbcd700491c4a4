package org.sealmx.openpgp.encryption;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.bouncycastle.bcpg.AEADAlgorithmTags;
import org.bouncycastle.openpgp.operator.PGPAEADDataEncryptor;
import org.bouncycastle.openpgp.operator.PGPDigestCalculator;
import org.jspecify.annotations.Nullable;
import org.sealmx.octets.ChunkedOutputStream;

/**
 * Encrypts the chunks of a version 2 body with AES in OCB mode (RFC 9580 section 5.13.2). For one message and one
 * thread.
 */
final class OcbDataEncryptor implements PGPAEADDataEncryptor {

    /** RFC 9580 section 9.6. */
    static final int NONCE_OCTETS = 15;

    private static final int BLOCK = 16;
    private static final int EXPONENT_OF_SMALLEST_CHUNK = 6;

    private final Ocb ocb;
    private final byte[] nonce;
    private final byte[] associatedData;
    private final int chunkSizeBits;

    /**
     * @param keyAndNonce the message key, followed by the beginning of the nonces
     * @param associatedData the associated data of each chunk
     * @param chunkSizeBits the size of a chunk as a power of two
     */
    OcbDataEncryptor(byte[] keyAndNonce, byte[] associatedData, int chunkSizeBits) throws GeneralSecurityException {
        int keyLength = keyAndNonce.length - NONCE_OCTETS + Long.BYTES;
        this.ocb = new Ocb(Arrays.copyOf(keyAndNonce, keyLength), 1 << chunkSizeBits);
        this.nonce = Arrays.copyOf(Arrays.copyOfRange(keyAndNonce, keyLength, keyAndNonce.length), NONCE_OCTETS);
        this.associatedData = associatedData.clone();
        this.chunkSizeBits = chunkSizeBits;
    }

    @Override
    public OutputStream getOutputStream(OutputStream out) {
        return new Encrypting(out);
    }

    /** Null, as the library expects: the tags of the chunks protect the integrity. */
    @Override
    public @Nullable PGPDigestCalculator getIntegrityCalculator() {
        return null;
    }

    @Override
    public int getBlockSize() {
        return BLOCK;
    }

    @Override
    public int getAEADAlgorithm() {
        return AEADAlgorithmTags.OCB;
    }

    @Override
    public int getChunkSize() {
        return chunkSizeBits - EXPONENT_OF_SMALLEST_CHUNK;
    }

    @Override
    public byte[] getIV() {
        return nonce.clone();
    }

    private final class Encrypting extends ChunkedOutputStream {

        private final OutputStream out;
        private long chunks;
        private long total;

        Encrypting(OutputStream out) {
            super(1 << chunkSizeBits, Ocb.TAG_OCTETS);
            this.out = out;
        }

        @Override
        protected void writeChunk(byte[] text, int length) throws IOException {
            seal(associatedData, text, length);
            total += length;
        }

        @Override
        protected void finish(byte[] text, int length) throws IOException {
            if (length > 0) {
                writeChunk(text, length);
            }
            // the last tag covers no text and authenticates the total length
            seal(followedBy(associatedData, total), text, 0);
            out.close();
        }

        private void seal(byte[] data, byte[] text, int length) throws IOException {
            try {
                ocb.seal(nonceOf(chunks), data, text, length);
            } catch (GeneralSecurityException e) {
                throw new IOException("encryption failed", e);
            }
            out.write(text, 0, length + Ocb.TAG_OCTETS);
            chunks++;
        }

        private byte[] nonceOf(long chunkIndex) {
            return followedBy(Arrays.copyOf(nonce, NONCE_OCTETS - Long.BYTES), chunkIndex);
        }

        private byte[] followedBy(byte[] octets, long number) {
            byte[] result = Arrays.copyOf(octets, octets.length + Long.BYTES);
            ByteBuffer.wrap(result).putLong(octets.length, number);
            return result;
        }
    }
}
