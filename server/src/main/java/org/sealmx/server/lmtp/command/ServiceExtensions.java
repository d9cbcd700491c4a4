package org.sealmx.server.lmtp.command;

import java.util.List;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.esmtp.EhloExtension;

/**
 * Announces SIZE (RFC 1870) and SMTPUTF8 (RFC 6531) beside PIPELINING, ENHANCEDSTATUSCODES and 8BITMIME, which James
 * announces.
 */
public final class ServiceExtensions implements EhloExtension, ProtocolHandler {

    @Override
    public List<String> getImplementedEsmtpFeatures(SMTPSession session) {
        return List.of("SIZE " + session.getConfiguration().getMaxMessageSize(), "SMTPUTF8");
    }
}
