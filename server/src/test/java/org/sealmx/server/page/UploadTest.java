package org.sealmx.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.server.page.PageFixture.json;
import static org.sealmx.server.page.PageFixture.problem;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.directory.edit.Objection;
import org.sealmx.directory.edit.Objection.Reason;
import org.sealmx.server.page.http.PageResponse;

class UploadTest {

    private static final Map<String, String> OCTETS = Map.of("content-type", "application/octet-stream");

    private final PageFixture page = new PageFixture();

    @BeforeEach
    void signIn() {
        page.signIn("alice@example.org");
    }

    private PageResponse upload(String confirm) {
        return page.post("/api/certificate" + (confirm.isEmpty() ? "" : "?confirm=" + confirm), "key", OCTETS);
    }

    @Test
    void takenCertificateShouldBeShownAsItIs() {
        PageResponse response = upload("");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.type()).startsWith("application/json");
        JsonNode certificate = json(response).path("certificates").path(0);
        assertThat(certificate.path("names").path(0).textValue()).isEqualTo(PageAdmissions.HTML);
        assertThat(certificate.path("fingerprint").textValue()).isEqualTo("abcd");
    }

    @ParameterizedTest
    @EnumSource(value = Reason.class)
    void everyObjectionShouldSayWhatFollowsOrWhatToDo(Reason reason) {
        page.objections = List.of(new Objection(reason, "why"));
        assertThat(json(upload(""))
                        .path("objections")
                        .path(0)
                        .path("consequence")
                        .textValue())
                .endsWith(".");
    }

    @ParameterizedTest
    @EnumSource(value = Reason.class)
    void objectionShouldBeConfirmableOnlyWhenItConcernsTheReaderAlone(Reason reason) {
        page.objections = List.of(new Objection(reason, "why"));
        JsonNode refused = json(upload(""));
        assertThat(refused.path("taken").booleanValue()).isFalse();
        assertThat(refused.path("confirmable").booleanValue()).isEqualTo(Upload.CONFIRMABLE.contains(reason));
        assertThat(refused.path("objections").path(0).path("words").textValue()).isEqualTo("why");

        int status = upload(reason.name()).status();
        assertThat(status).isEqualTo(Upload.CONFIRMABLE.contains(reason) ? 200 : 400);
    }

    @Test
    void everyConfirmableObjectionShouldBeOneThatForceOverrulesAndHaveAConsequence() {
        for (Reason reason : Upload.CONFIRMABLE) {
            Objection objection = new Objection(reason, "why");
            assertThat(objection.overrulable()).isTrue();
            page.objections = List.of(objection);
            assertThat(json(upload(""))
                            .path("objections")
                            .path(0)
                            .path("consequence")
                            .textValue())
                    .isNotEmpty();
        }
        assertThat(Upload.CONFIRMABLE).doesNotContain(Reason.SECRET_KEY, Reason.LOSES_REVOCATION);
    }

    @Test
    void confirmingOneObjectionShouldNotOverruleAnother() {
        page.objections = List.of(new Objection(Reason.WEAKER, "weaker"), new Objection(Reason.LOSES_KEY, "less"));
        assertThat(upload("WEAKER").status()).isEqualTo(422);
        assertThat(upload("WEAKER,LOSES_KEY").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"weaker", "WEAKER,", ",", "WEAKER,SECRET_KEY", "x"})
    void unknownConfirmationShouldBeRefusedBeforeTheFileIsRead(String confirm) {
        assertThat(upload(confirm).status()).isEqualTo(400);
        assertThat(page.handedIn).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/json", "multipart/form-data; boundary=x", "text/html", "image/png"})
    void otherTypesShouldBeRefused(String type) {
        assertThat(page.post("/api/certificate", "key", Map.of("content-type", type))
                        .status())
                .isEqualTo(415);
        assertThat(page.handedIn).isEmpty();
    }

    @Test
    void fileOf256KibShouldBeReadAndALargerOneRefused() {
        byte[] octets = new byte[256 * 1024];
        assertThat(page.answer(page.request("POST", "/api/certificate", octets, OCTETS))
                        .status())
                .isEqualTo(200);
        PageResponse refused =
                page.answer(page.request("POST", "/api/certificate", new byte[octets.length + 1], OCTETS));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(problem(refused)).contains("256 KiB");
        assertThat(page.handedIn).hasSize(1);
    }

    @Test
    void emptyFileShouldBeRefused() {
        assertThat(page.post("/api/certificate", "", OCTETS).status()).isEqualTo(400);
    }

    @Test
    void filesTooManyShouldBeRefused() {
        for (int i = 0; i < 10; i++) {
            assertThat(upload("").status()).isEqualTo(200);
        }
        assertThat(upload("").status()).isEqualTo(429);
        assertThat(page.handedIn).hasSize(10);
        assertThat(new String(page.handedIn.get(0), StandardCharsets.UTF_8)).isEqualTo("key");
    }
}
