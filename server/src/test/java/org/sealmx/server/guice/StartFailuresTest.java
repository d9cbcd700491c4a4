package org.sealmx.server.guice;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class StartFailuresTest {

    private static URL placeOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    @Test
    void listenShouldDoNothingWhenJamesLogsWithoutLogback() throws Exception {
        URL[] withoutLogback = {placeOf(StartFailures.class), placeOf(LoggerFactory.class)};
        try (URLClassLoader loader = new URLClassLoader(withoutLogback, ClassLoader.getPlatformClassLoader())) {
            Method listen = loader.loadClass(StartFailures.class.getName()).getDeclaredMethod("listen");
            listen.setAccessible(true);

            assertThatCode(() -> listen.invoke(null)).doesNotThrowAnyException();
        }
    }
}
