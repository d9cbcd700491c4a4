package org.sealmx.standalone.database;

/** A name and a password for a database server. Immutable. */
public record DatabaseLogin(String name, String password) {

    /** Without the password. */
    @Override
    public String toString() {
        return name;
    }
}
