package org.sealmx.cli;

import picocli.CommandLine.IVersionProvider;

/** The output of {@code --version}: the version of the jar that contains this class, and that of Java. */
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
