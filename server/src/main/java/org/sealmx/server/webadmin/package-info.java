/**
 * Routes of SealMX for James' webadmin, which {@code extensions.routes} in {@code webadmin.properties} names, and what
 * they share: the check of the Host field, addresses in paths, errors in James' form.
 */
@NullMarked
package org.sealmx.server.webadmin;

import org.jspecify.annotations.NullMarked;
