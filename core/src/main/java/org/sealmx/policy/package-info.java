/** The only place that decides whether mail for a recipient is accepted or refused. */
@NullMarked
package org.sealmx.policy;

import org.jspecify.annotations.NullMarked;
