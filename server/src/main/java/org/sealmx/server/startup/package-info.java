/**
 * The check of the configured mailet chain at start-up: no unsealed message may reach a store or a network.
 */
@NullMarked
package org.sealmx.server.startup;

import org.jspecify.annotations.NullMarked;
