/** What documents show of configuration is what is shipped. Needs nothing but the files of the repository. */
package org.sealmx.it.samples;
