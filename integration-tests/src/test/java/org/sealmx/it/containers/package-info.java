/**
 * Postfix, two nodes, CouchDB and Dovecot in containers, as {@code james-conf/docker} starts them, and what becomes of
 * mail when one of them breaks. Needs a Docker engine; {@code test.sh} finds or starts one.
 */
@NullMarked
package org.sealmx.it.containers;

import org.jspecify.annotations.NullMarked;
