package org.sealmx.server.lmtp.session;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.james.protocols.api.handler.ExtensibleHandler;
import org.apache.james.protocols.api.handler.WiringException;
import org.sealmx.smtp.Reply;

/**
 * A command, or the end of the data, at which steps are consulted. James passes in the steps once, before the first
 * connection.
 *
 * @param <S> the kind of step
 */
public abstract class Stepped<S> implements ExtensibleHandler {

    private final Class<S> kind;
    private List<S> steps = List.of();

    /** @param kind of the steps */
    protected Stepped(Class<S> kind) {
        this.kind = kind;
    }

    /** The first refusal; the steps are asked in the order of the configuration. */
    protected final Optional<Reply> firstRefusal(Function<S, Optional<Reply>> question) {
        return firstRefusal(question, reply -> reply);
    }

    /**
     * The first refusal, with what the step says beside its reply.
     *
     * @param replyOf the reply in an answer
     */
    protected final <T> Optional<T> firstRefusal(Function<S, Optional<T>> question, Function<T, Reply> replyOf) {
        return steps.stream()
                .flatMap(step -> question.apply(step).stream())
                .filter(answer -> !replyOf.apply(answer).isSuccess())
                .findFirst();
    }

    @Override
    public final List<Class<?>> getMarkerInterfaces() {
        return List.of(kind);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public final void wireExtensions(Class interfaceName, List extensions) throws WiringException {
        if (interfaceName.equals(kind)) {
            steps = ((List<?>) extensions).stream().map(kind::cast).toList();
        }
    }
}
