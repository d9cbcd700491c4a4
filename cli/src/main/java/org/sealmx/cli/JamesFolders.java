package org.sealmx.cli;

import com.google.errorprone.annotations.Immutable;
import java.nio.file.Path;
import org.apache.james.filesystem.api.JamesDirectoriesProvider;

/**
 * The folders of James: the configuration may be anywhere, everything else is below one folder.
 *
 * @param root James' working directory, absolute; it contains {@code var}
 * @param conf James' configuration folder, absolute
 */
@Immutable
public record JamesFolders(Path root, Path conf) implements JamesDirectoriesProvider {

    /** The folders of a James whose working directory is the parent of the configuration folder. */
    public static JamesFolders around(Path conf) {
        Path parent = conf.getParent();
        return new JamesFolders(parent == null ? conf : parent, conf);
    }

    @Override
    public String getAbsoluteDirectory() {
        return "/";
    }

    @Override
    public String getConfDirectory() {
        return conf + "/";
    }

    @Override
    public String getVarDirectory() {
        return root.resolve("var") + "/";
    }

    @Override
    public String getRootDirectory() {
        return root.toString();
    }
}
