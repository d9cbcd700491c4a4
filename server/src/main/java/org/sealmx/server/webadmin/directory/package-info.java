/**
 * Routes of webadmin that show and change the certificates in the directory, and the task that checks the whole
 * directory.
 */
@NullMarked
package org.sealmx.server.webadmin.directory;

import org.jspecify.annotations.NullMarked;
