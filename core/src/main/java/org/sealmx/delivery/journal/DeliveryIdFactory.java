package org.sealmx.delivery.journal;

import com.google.errorprone.annotations.ThreadSafe;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sealmx.delivery.Run;
import org.sealmx.delivery.Transaction;
import org.sealmx.directory.Route;
import org.sealmx.smtp.EmailAddress;

/**
 * Makes delivery ids: HMAC-SHA-256, with a key that all nodes share, over the digest of the octets as received, the
 * envelope sender and the final mailbox; for a forward, the address at the other domain and the account.
 */
@ThreadSafe
public final class DeliveryIdFactory {

    /** The minimum length of the key, in octets. */
    public static final int MIN_KEY = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * @param key at least {@value #MIN_KEY} octets, secret, the same on every node
     * @throws IllegalArgumentException when the key is shorter
     */
    public DeliveryIdFactory(byte[] key) {
        if (key.length < MIN_KEY) {
            throw new IllegalArgumentException("the key for delivery ids must have at least " + MIN_KEY + " octets");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The id of the delivery of a message to a mailbox. */
    public DeliveryId idOf(Transaction transaction, EmailAddress mailbox) {
        Mac mac = newMac();
        update(mac, transaction, mailbox);
        return DeliveryId.of(mac.doFinal());
    }

    /**
     * The id of the delivery of a run. Accounts that forward to the same address have a delivery each, since each has
     * its own certificate.
     */
    public DeliveryId idOf(Run run) {
        Route route = run.route();
        if (!route.remote()) {
            return idOf(run.transaction(), route.mailbox());
        }
        Mac mac = newMac();
        update(mac, run.transaction(), route.mailbox());
        update(mac, route.account().value().getBytes(StandardCharsets.UTF_8));
        return DeliveryId.of(mac.doFinal());
    }

    /**
     * The id of a notice that SealMX itself writes. It is the same on every node, whatever the text of the notice is.
     *
     * @param kind of the notice
     * @param fields what makes it another notice than others of its kind
     */
    public DeliveryId idOfNotice(String kind, List<String> fields) {
        Mac mac = newMac();
        // Other ids begin with a digest of 32 octets.
        update(mac, "notice".getBytes(StandardCharsets.US_ASCII));
        update(mac, kind.getBytes(StandardCharsets.UTF_8));
        fields.forEach(field -> update(mac, field.getBytes(StandardCharsets.UTF_8)));
        return DeliveryId.of(mac.doFinal());
    }

    private static void update(Mac mac, Transaction transaction, EmailAddress mailbox) {
        update(mac, transaction.message().sha256());
        update(mac, transaction.sender().toString().getBytes(StandardCharsets.UTF_8));
        update(mac, mailbox.canonical().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The same for two factories with the same key, and different otherwise; does not reveal the key, and is not the id
     * of a delivery. 64 hexadecimal digits.
     */
    public String keyCheck() {
        // The ids are over several fields.
        Mac mac = newMac();
        update(mac, "check of the key for delivery ids".getBytes(StandardCharsets.US_ASCII));
        return DeliveryId.of(mac.doFinal()).hex();
    }

    private static void update(Mac mac, byte[] field) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).flip());
        mac.update(field);
    }

    private Mac newMac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
