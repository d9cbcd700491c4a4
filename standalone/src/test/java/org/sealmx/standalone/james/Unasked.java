package org.sealmx.standalone.james;

import java.lang.reflect.Proxy;

/** What something needs to be made, and what nobody may ask. */
final class Unasked {

    private Unasked() {}

    static <T> T create(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                Unasked.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> type.getSimpleName();
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }
}
