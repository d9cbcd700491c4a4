package org.sealmx.it.harness;

import java.nio.file.Path;

/**
 * A key pair that lives as long as its folder.
 *
 * @param address of its user id
 * @param secretFile the armored secret key
 * @param certificate the armored certificate
 */
public record TestKey(String address, Path secretFile, String certificate) {}
