package org.sealmx.server.lmtp;

import org.apache.james.protocols.lib.jmx.ServerMBean;

/** The LMTP server in JMX, where James registers every server: the same attributes as those of James' other servers. */
public interface LmtpServerMBean extends ServerMBean {}
