package org.sealmx.server.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import org.sealmx.explain.ExplainedAccount;
import org.sealmx.explain.Explanation;
import org.sealmx.explain.LastMail;
import org.sealmx.server.page.http.PageResponse;
import org.sealmx.server.page.session.Account;
import org.sealmx.smtp.ReversePath;

/** What account holders see of their own address: certificates, and whether mail waits. */
@ThreadSafe
final class AccountView {

    private final Explaining explaining;

    AccountView(Explaining explaining) {
        this.explaining = explaining;
    }

    PageResponse answer(Account account) {
        Explanation explanation = explaining.explain(account.address(), ReversePath.of(account.address()));
        ObjectNode json = PageJson.object();
        json.put("address", account.address().toString());
        explanation
                .outage()
                .ifPresent(why -> json.put("outage", "The directory does not answer now. Try again later."));
        ArrayNode certificates = json.putArray("certificates");
        ArrayNode remarks = json.putArray("remarks");
        for (ExplainedAccount destination : explanation.accounts()) {
            CertificateJson.add(certificates, destination.certificates());
            destination.remarks().forEach(remarks::add);
        }
        json.put("receives", explanation.afterData().isSuccess());
        if (!explanation.afterData().isSuccess()) {
            json.put("reply", explanation.afterData().toString());
        }
        explanation.seenSince().ifPresent(at -> json.put("seenSince", at.toString()));
        ArrayNode mail = json.putArray("lastMail");
        explanation.lastMail().stream().filter(last -> !last.isEmpty()).forEach(last -> add(mail, last));
        json.put("waiting", explanation.lastMail().stream().anyMatch(AccountView::isWaiting));
        return PageJson.response(200, json);
    }

    /** Whether the last that was seen of mail is that it has to wait. */
    private static boolean isWaiting(LastMail last) {
        return last.waited().isPresent()
                && !later(last.stored(), last.waited().get())
                && !later(last.refused(), last.waited().get());
    }

    private static boolean later(Optional<LastMail.Event> event, LastMail.Event than) {
        return event.filter(found -> found.at().isAfter(than.at())).isPresent();
    }

    private static void add(ArrayNode mail, LastMail last) {
        ObjectNode json = mail.addObject();
        add(json, "stored", last.stored());
        add(json, "waited", last.waited());
        add(json, "refused", last.refused());
    }

    private static void add(ObjectNode json, String name, Optional<LastMail.Event> event) {
        event.ifPresent(found -> json.putObject(name)
                .put("at", found.at().toString())
                .put("reply", found.reply().toString()));
    }
}
