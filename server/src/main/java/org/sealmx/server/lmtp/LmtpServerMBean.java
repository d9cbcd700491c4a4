package org.sealmx.server.lmtp;

import org.apache.james.protocols.lib.jmx.ServerMBean;

/** What the LMTP server shows by JMX: the same as James' other servers. James registers every server there. */
public interface LmtpServerMBean extends ServerMBean {}
