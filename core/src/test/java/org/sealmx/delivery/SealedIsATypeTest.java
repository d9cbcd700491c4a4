package org.sealmx.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.sealing.SealedMessage;

/** The compiler proves that only sealed messages are delivered: code that delivers anything else does not compile. */
class SealedIsATypeTest {

    private static final String WRONG_TYPE = "compiler.err.prob.found.req";

    @TempDir
    Path output;

    @Test
    void sealedMessagesShouldBeRecordedAndStored() {
        String members = """
                StoreResult keep(Run run, SealedStore store, DeliveryId id, SealedMessage message) {
                    run.recordSealed(message);
                    return store.store(new SealedDelivery(
                            id, run.sender(), run.route(), Placement.inbox(), run.sealed().orElseThrow()));
                }
                abstract static class Mine implements SealedStore {
                    @Override
                    public StoreResult store(SealedDelivery delivery) {
                        return new StoreResult.Stored();
                    }
                }
                MessageSource look(SealedMessage message) {
                    return message;
                }
                """;
        assertThat(Compilation.errors(members, output)).isEmpty();
        assertThat(Compilation.classes(output)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "run.transaction().message()",
        "ReceivedMessage.of(new byte[9])",
        "(MessageSource) run.sealed().orElseThrow()",
        "run.sealed()",
        "new Octets.Builder().build()",
        "new byte[9]"
    })
    void runsShouldRecordNothingElse(String other) {
        String members = "void record(Run run) { run.recordSealed(" + other + "); }";
        assertThat(Compilation.errors(members, output)).containsExactly(WRONG_TYPE);
    }

    @ParameterizedTest
    @CsvSource({"SealedStore, store", "JournaledStore, store", "SearchableStore, append"})
    void storesShouldTakeNothingElse(String type, String method) {
        String call = "void store(%s store, Run run, DeliveryId id) { store.%s("
                + "new SealedDelivery(id, run.sender(), run.route(), Placement.inbox(), %s)); }";
        assertThat(Compilation.errors(call.formatted(type, method, "run.sealed().orElseThrow()"), output))
                .isEmpty();
        assertThat(Compilation.errors(call.formatted(type, method, "run.transaction().message()"), output))
                .containsExactly(WRONG_TYPE);
    }

    @Test
    void storesShouldNotAskForSomethingElse() {
        String members = """
                static class Mine implements SealedStore {
                    @Override
                    public SealingFormat format() {
                        return SealingFormat.MIME;
                    }
                    public StoreResult store(DeliveryId id, Route route, MessageSource message) {
                        return new StoreResult.Stored();
                    }
                }
                """;
        assertThat(Compilation.errors(members, output)).containsExactly("compiler.err.does.not.override.abstract");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "compiler.err.not.def.public.cant.access"
                        + "| SealedMessage make(EncodedMessage text) { return SealedMessage.leap(text, List.of()); }",
                "compiler.err.not.def.public.cant.access"
                        + "| SealedMessage make(EncodedMessage text, byte[] head) { return SealedMessage.mime(head, text, head, List.of()); }",
                "compiler.err.report.access"
                        + "| SealedMessage make(EncodedMessage text, byte[] head)"
                        + " { return new SealedMessage(SealingFormat.LEAP, head, text, head, List.of()); }",
                "compiler.err.cant.inherit.from.final| abstract static class Mine extends SealedMessage {}"
            })
    void sealedMessagesShouldBeMadeInTheirRoomOnly(String error, String members) {
        assertThat(Compilation.errors(members, output)).contains(error);
    }

    /** No method or constructor that creates one is public, including future ones. */
    @Test
    void sealedMessagesShouldHaveNoPublicMaker() {
        assertThat(SealedMessage.class.getConstructors()).isEmpty();
        assertThat(Arrays.stream(SealedMessage.class.getMethods())
                        .filter(each -> Modifier.isStatic(each.getModifiers())))
                .isEmpty();
    }
}
