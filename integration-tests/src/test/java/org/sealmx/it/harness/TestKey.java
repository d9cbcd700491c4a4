package org.sealmx.it.harness;

import java.nio.file.Path;

/**
 * A key pair, whose files exist as long as their folder.
 *
 * @param address the address in its user ID
 * @param secretFile the armored secret key
 * @param certificate the armored certificate
 */
public record TestKey(String address, Path secretFile, String certificate) {}
