/** The ports on which Postfix looks recipients, accounts, client certificates and transports up: configured, started. */
@NullMarked
package org.sealmx.server.lookup;

import org.jspecify.annotations.NullMarked;
