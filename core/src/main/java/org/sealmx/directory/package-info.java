/** Who a recipient is: identities, aliases, accounts and their certificates, whatever the backend. */
@NullMarked
package org.sealmx.directory;

import org.jspecify.annotations.NullMarked;
