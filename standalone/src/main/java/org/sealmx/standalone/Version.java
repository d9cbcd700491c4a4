package org.sealmx.standalone;

final class Version {
    static final String JAMES = "3.8.1";

    private Version() {}
}
