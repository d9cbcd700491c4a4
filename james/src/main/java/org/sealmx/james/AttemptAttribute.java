package org.sealmx.james;

import java.util.Optional;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.sealmx.delivery.Attempt;

/** The mail attribute that carries {@link Attempt#id()} through James' processors. Pure functions. */
public final class AttemptAttribute {

    /** The name of the attribute. */
    public static final AttributeName NAME = AttributeName.of("org.sealmx.attempt");

    private AttemptAttribute() {}

    /** The attribute of an attempt's mail. */
    public static Attribute of(Attempt attempt) {
        return new Attribute(NAME, AttributeValue.of(attempt.id()));
    }

    /**
     * The id of the attempt that a mail is, for {@link org.sealmx.delivery.DeliveryLedger#find}.
     *
     * @return empty for a mail that did not come from SealMX' LMTP handlers
     */
    public static Optional<String> idIn(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, NAME, String.class);
    }
}
