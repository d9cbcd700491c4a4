package org.sealmx.delivery.journal;

import com.google.errorprone.annotations.Immutable;
import java.util.HexFormat;

/**
 * Identifies a delivery: the same message from the same sender to the same mailbox has the same id, on every node and
 * at every retry. Without the key of the {@link DeliveryIdFactory}, the id reveals nothing.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
@Immutable
public record DeliveryId(String hex) {

    private static final int OCTETS = 32;

    /** @throws IllegalArgumentException when the text is not 64 lower-case hexadecimal digits */
    public DeliveryId {
        if (!hex.matches("[0-9a-f]{" + 2 * OCTETS + "}")) {
            throw new IllegalArgumentException(
                    "a delivery id must have " + 2 * OCTETS + " lower-case hexadecimal digits");
        }
    }

    static DeliveryId of(byte[] mac) {
        return new DeliveryId(HexFormat.of().formatHex(mac));
    }

    @Override
    public String toString() {
        return hex;
    }
}
