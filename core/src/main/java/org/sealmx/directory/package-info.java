/** Who a recipient is: identities, aliases, accounts and their certificates, independent of the backend. */
@NullMarked
package org.sealmx.directory;

import org.jspecify.annotations.NullMarked;
