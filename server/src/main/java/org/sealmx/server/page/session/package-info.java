/** Who has signed in to the page, for how long, and how often somebody may try. */
@NullMarked
package org.sealmx.server.page.session;

import org.jspecify.annotations.NullMarked;
