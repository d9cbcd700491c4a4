/**
 * The page where account holders see and replace their certificates, and operators see why mail is where it is. It
 * decides nothing about certificates or mail itself.
 */
@NullMarked
package org.sealmx.server.page;

import org.jspecify.annotations.NullMarked;
