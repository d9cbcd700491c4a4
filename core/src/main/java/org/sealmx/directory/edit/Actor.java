package org.sealmx.directory.edit;

import com.google.errorprone.annotations.Immutable;

/**
 * Who changes the directory, for the record.
 *
 * @param way by which the change came, for example {@code webadmin}
 * @param name who it was: the subject of a token, a login, or a user of the operating system
 */
@Immutable
public record Actor(String way, String name) {}
