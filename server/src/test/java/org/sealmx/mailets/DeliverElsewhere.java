package org.sealmx.mailets;

import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/** A foreign class in the package of SealMX' mailets, with a name that looks like one of them. */
public final class DeliverElsewhere extends GenericMailet {

    @Override
    public void service(Mail mail) {
        mail.setState(Mail.GHOST);
    }
}
