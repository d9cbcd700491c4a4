package org.sealmx.server.lmtp;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.james.protocols.api.handler.ExtensibleHandler;
import org.apache.james.protocols.api.handler.WiringException;
import org.sealmx.smtp.Reply;

/**
 * The steps of one kind, in the order of the configuration.
 *
 * @param <S> the kind of step
 */
final class Steps<S> {

    private final Class<S> kind;
    private List<S> steps = List.of();

    Steps(Class<S> kind) {
        this.kind = kind;
    }

    /** For {@link ExtensibleHandler#getMarkerInterfaces()}. */
    List<Class<?>> markerInterfaces() {
        return List.of(kind);
    }

    /** For {@link ExtensibleHandler#wireExtensions}. */
    void wire(Class<?> interfaceName, List<?> extensions) throws WiringException {
        if (interfaceName.equals(kind)) {
            steps = extensions.stream().map(kind::cast).toList();
        }
    }

    /** The first refusal. */
    Optional<Reply> firstRefusal(Function<S, Optional<Reply>> question) {
        return steps.stream()
                .flatMap(step -> question.apply(step).stream())
                .filter(reply -> !reply.isSuccess())
                .findFirst();
    }
}
