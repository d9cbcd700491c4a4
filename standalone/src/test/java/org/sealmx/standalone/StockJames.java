package org.sealmx.standalone;

import java.util.Optional;
import org.apache.james.ExtraProperties;
import org.apache.james.GuiceJamesServer;
import org.apache.james.JamesServerMain;
import org.apache.james.server.core.configuration.Configuration;
import org.sealmx.standalone.james.JamesModules;

/** Starts James as its own in-memory server does, without anything of {@link Main}. */
final class StockJames {

    private StockJames() {}

    /** Takes {@code conf} and {@code extensions-jars} from the folder that {@code -Dworking.directory} names. */
    public static void main(String[] arguments) throws Exception {
        ExtraProperties.initialize();
        Configuration configuration =
                Configuration.builder().useWorkingDirectoryEnvProperty().build();
        JamesServerMain.main(
                GuiceJamesServer.forConfiguration(configuration).combineWith(JamesModules.all(Optional.empty())));
    }
}
