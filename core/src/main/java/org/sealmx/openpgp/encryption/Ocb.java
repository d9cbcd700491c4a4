package org.sealmx.openpgp.encryption;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.sealmx.octets.Pieces;

/**
 * AES in OCB mode with tags of 128 bits and nonces of 120 bits (RFC 7253), for texts up to a size known in advance. The
 * offsets of all blocks relative to the first are the same for every nonce and are computed once for each key; all
 * blocks go through AES in few calls. Encrypts only. Not thread-safe.
 */
final class Ocb {

    /** The length of a tag in octets. */
    static final int TAG_OCTETS = 16;

    private static final int BLOCK = 16;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int REDUCTION = 0x87;

    private final Cipher ecb;
    private final Block lStar;
    private final Block lDollar;
    /** The offset of each block relative to the offset of the nonce, as high and low half. */
    private final long[] offsets;

    private record Block(long high, long low) {

        static Block of(byte[] octets, int position) {
            return new Block((long) LONGS.get(octets, position), (long) LONGS.get(octets, position + Long.BYTES));
        }

        Block xor(Block other) {
            return new Block(high ^ other.high, low ^ other.low);
        }

        /** The block multiplied by x in the field of RFC 7253 section 2. */
        Block doubled() {
            return new Block((high << 1) | (low >>> 63), (low << 1) ^ (high < 0 ? REDUCTION : 0));
        }

        void put(byte[] octets, int position) {
            LONGS.set(octets, position, high);
            LONGS.set(octets, position + Long.BYTES, low);
        }
    }

    /**
     * @param key the AES key
     * @param maximum the maximum length of a text in octets
     */
    Ocb(byte[] key, int maximum) throws GeneralSecurityException {
        ecb = Cipher.getInstance("AES/ECB/NoPadding");
        ecb.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        lStar = encrypted(new Block(0, 0));
        lDollar = lStar.doubled();
        offsets = offsets(lDollar, maximum / BLOCK);
    }

    private static long[] offsets(Block lDollar, int blocks) {
        Block[] l = new Block[Integer.SIZE];
        l[0] = lDollar.doubled();
        for (int i = 1; i < l.length; i++) {
            l[i] = l[i - 1].doubled();
        }
        long[] offsets = new long[2 * blocks];
        Block offset = new Block(0, 0);
        for (int i = 1; i <= blocks; i++) {
            offset = offset.xor(l[Integer.numberOfTrailingZeros(i)]);
            offsets[2 * i - 2] = offset.high;
            offsets[2 * i - 1] = offset.low;
        }
        return offsets;
    }

    /**
     * Encrypts a text in place and appends the tag.
     *
     * @param nonce 15 octets
     * @param associatedData 1 to 15 octets
     * @param text the text, with room for the tag after it
     * @param length the length of the text in octets, up to the maximum
     */
    void seal(byte[] nonce, byte[] associatedData, byte[] text, int length) throws GeneralSecurityException {
        int rest = length % BLOCK;
        int whole = length - rest;
        Block start = offsetOf(nonce);
        Block checksum = encryptBlocks(text, whole, start);
        Block offset = whole == 0 ? start : start.xor(new Block(offsets[whole / 8 - 2], offsets[whole / 8 - 1]));
        if (rest > 0) {
            offset = offset.xor(lStar);
            byte[] last = padded(Arrays.copyOfRange(text, whole, length));
            checksum = checksum.xor(Block.of(last, 0));
            byte[] pad = new byte[BLOCK];
            encrypted(offset).put(pad, 0);
            for (int i = 0; i < rest; i++) {
                text[whole + i] ^= pad[i];
            }
        }
        Block hash = encrypted(Block.of(padded(associatedData), 0).xor(lStar));
        encrypted(checksum.xor(offset).xor(lDollar)).xor(hash).put(text, length);
    }

    /** Encrypts whole blocks in place and returns the checksum of the plaintext: the exclusive or of its blocks. */
    private Block encryptBlocks(byte[] text, int whole, Block start) throws GeneralSecurityException {
        long sumHigh = 0;
        long sumLow = 0;
        for (int i = 0, o = 0; i < whole; i += BLOCK, o += 2) {
            long high = (long) LONGS.get(text, i);
            long low = (long) LONGS.get(text, i + Long.BYTES);
            sumHigh ^= high;
            sumLow ^= low;
            LONGS.set(text, i, high ^ start.high ^ offsets[o]);
            LONGS.set(text, i + Long.BYTES, low ^ start.low ^ offsets[o + 1]);
        }
        for (int at = 0; at < whole; at += Pieces.SIZE) {
            ecb.update(text, at, Math.min(Pieces.SIZE, whole - at), text, at);
        }
        for (int i = 0, o = 0; i < whole; i += BLOCK, o += 2) {
            LONGS.set(text, i, (long) LONGS.get(text, i) ^ start.high ^ offsets[o]);
            LONGS.set(text, i + Long.BYTES, (long) LONGS.get(text, i + Long.BYTES) ^ start.low ^ offsets[o + 1]);
        }
        return new Block(sumHigh, sumLow);
    }

    /** The first offset (RFC 7253 section 4.2). */
    private Block offsetOf(byte[] nonce) throws GeneralSecurityException {
        byte[] block = new byte[BLOCK];
        block[0] = 1;
        System.arraycopy(nonce, 0, block, 1, nonce.length);
        int bottom = block[BLOCK - 1] & 0x3f;
        block[BLOCK - 1] &= (byte) 0xc0;
        Block top = encrypted(Block.of(block, 0));
        if (bottom == 0) {
            return top;
        }
        long stretch = top.high ^ ((top.high << 8) | (top.low >>> 56));
        return new Block(
                (top.high << bottom) | (top.low >>> (Long.SIZE - bottom)),
                (top.low << bottom) | (stretch >>> (Long.SIZE - bottom)));
    }

    private Block encrypted(Block block) throws GeneralSecurityException {
        byte[] octets = new byte[BLOCK];
        block.put(octets, 0);
        ecb.update(octets, 0, BLOCK, octets, 0);
        return Block.of(octets, 0);
    }

    private static byte[] padded(byte[] octets) {
        byte[] block = Arrays.copyOf(octets, BLOCK);
        block[octets.length] = (byte) 0x80;
        return block;
    }
}
