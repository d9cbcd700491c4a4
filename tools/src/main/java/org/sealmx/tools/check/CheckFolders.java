package org.sealmx.tools.check;

import java.nio.file.Path;
import org.apache.james.filesystem.api.JamesDirectoriesProvider;

/**
 * How James finds its folders, given that of its configuration: {@code var} is beside it.
 *
 * @param conf James' configuration folder, absolute
 */
record CheckFolders(Path conf) implements JamesDirectoriesProvider {

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
        return root().resolve("var") + "/";
    }

    @Override
    public String getRootDirectory() {
        return root().toString();
    }

    private Path root() {
        Path parent = conf.getParent();
        return parent == null ? conf : parent;
    }
}
