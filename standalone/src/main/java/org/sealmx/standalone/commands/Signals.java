package org.sealmx.standalone.commands;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/**
 * SIGTERM and Ctrl-C (SIGINT): the first ends the program in order, which may take a while, and a second one ends it at
 * once. Java alone ignores the second. It offers signals only in {@code jdk.unsupported}, without which, and with
 * {@code -Xrs}, they stay as Java has them.
 */
final class Signals {

    private static final List<String> NAMES = List.of("TERM", "INT");
    /** What is added to the number of the signal, as shells do for a program that a signal has ended. */
    static final int ENDED_BY_SIGNAL = 128;

    private final AtomicBoolean ending = new AtomicBoolean();
    private final IntConsumer first;

    private Signals(IntConsumer first) {
        this.first = first;
    }

    /** @param first ends the program in order; gets the number of the signal */
    static void handle(IntConsumer first) {
        Signals signals = new Signals(first);
        for (String name : NAMES) {
            signals.take(name);
        }
    }

    private void take(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object mine = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            came((int) signal.getMethod("getNumber").invoke(arguments[0]));
                            return null;
                        }
                        return method.getName().equals("equals")
                                ? proxy == arguments[0]
                                : System.identityHashCode(proxy);
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), mine);
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof IllegalArgumentException)) {
                throw new IllegalStateException("SIG" + name + " cannot be handled", e);
            }
            // with -Xrs, or where the system has no such signal
        } catch (ReflectiveOperationException e) {
            // a Java runtime without jdk.unsupported
        }
    }

    private void came(int number) {
        if (ending.getAndSet(true)) {
            Runtime.getRuntime().halt(ENDED_BY_SIGNAL + number);
        }
        first.accept(number);
    }
}
