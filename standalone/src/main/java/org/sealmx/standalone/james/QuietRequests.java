package org.sealmx.standalone.james;

import org.apache.james.webadmin.mdc.RequestId;
import org.apache.james.webadmin.mdc.RequestLogger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.Request;

/**
 * Logs that webadmin was asked, and nothing of what. James' own logger reads the whole body of each request into memory
 * before anything has asked who sends it, and hands it to the log with the path: certificates, by mistake secret keys,
 * and addresses.
 */
final class QuietRequests implements RequestLogger {

    private static final Logger LOGGER = LoggerFactory.getLogger(QuietRequests.class);

    @Override
    public boolean applies(Request request) {
        return true;
    }

    @Override
    public void log(Request request, RequestId requestId) {
        LOGGER.debug("webadmin request {}: {}", requestId.asString(), request.requestMethod());
    }
}
