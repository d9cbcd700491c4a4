@NullMarked
package org.sealmx.server.demo;

import org.jspecify.annotations.NullMarked;
