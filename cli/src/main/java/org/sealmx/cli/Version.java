package org.sealmx.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says: the version of the jar that this class is in, and that of Java. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "SealMX " + (version == null ? "(not built as a jar)" : version),
            "Java " + System.getProperty("java.version")
        };
    }
}
