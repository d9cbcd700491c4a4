/** An HTTP/1.1 server for one page: small, bounded, and not in the way of mail. It knows nothing of the page. */
@NullMarked
package org.sealmx.server.page.http;

import org.jspecify.annotations.NullMarked;
