/** Tests that the configuration in the documents is the shipped one. They need only the files of the repository. */
package org.sealmx.it.samples;
