/** How SealMX is wired into James' injector. */
@NullMarked
package org.sealmx.server.guice;

import org.jspecify.annotations.NullMarked;
