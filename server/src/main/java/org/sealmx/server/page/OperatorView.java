package org.sealmx.server.page;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import java.util.function.Function;
import org.sealmx.explain.Explanation;
import org.sealmx.server.page.http.PageRequest;
import org.sealmx.server.page.http.PageResponse;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/** What operators see beside their own address: why mail for any address gets the reply that it gets. */
@ThreadSafe
final class OperatorView {

    private final Explaining explaining;

    @SuppressWarnings("ThreadSafe") // a pure function
    private final Function<Explanation, PageResponse> drawing;

    /** @param drawing makes JSON of an explanation */
    OperatorView(Explaining explaining, Function<Explanation, PageResponse> drawing) {
        this.explaining = explaining;
        this.drawing = drawing;
    }

    PageResponse answer(PageRequest request) {
        Optional<EmailAddress> address = request.parameter("address").flatMap(OperatorView::parse);
        String sender = request.parameter("sender").orElse("");
        Optional<EmailAddress> from = parse(sender);
        if (address.isEmpty()) {
            return PageJson.problem(400, "Enter the address that mail is sent to, such as alice@example.org.");
        }
        if (!sender.isBlank() && from.isEmpty()) {
            return PageJson.problem(400, "The sender is not a mail address. Leave it empty for the null sender.");
        }
        ReversePath path = from.map(ReversePath::of).orElseGet(ReversePath::nullPath);
        return drawing.apply(explaining.explain(address.get(), path));
    }

    private static Optional<EmailAddress> parse(String text) {
        try {
            return Optional.of(EmailAddress.parse(text.strip()));
        } catch (AddressSyntaxException e) {
            return Optional.empty();
        }
    }
}
