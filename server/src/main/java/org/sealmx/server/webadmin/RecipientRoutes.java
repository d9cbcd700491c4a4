package org.sealmx.server.webadmin;

import java.util.List;
import java.util.Set;
import javax.inject.Inject;
import javax.inject.Provider;
import org.apache.james.webadmin.Constants;
import org.apache.james.webadmin.Routes;
import org.sealmx.explain.Explainer;
import org.sealmx.explain.Explanation;
import org.sealmx.explain.ExplanationJson;
import org.sealmx.explain.ExplanationText;
import org.sealmx.explain.ExplanationText.Drawing;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;
import spark.Request;
import spark.Response;
import spark.Service;

/**
 * {@code GET /sealmx/recipients/{address}} explains what becomes of mail for an address in this server. Parameters:
 * {@code sender}, an address or empty for the null sender, which is the default; {@code format}, which is {@code json}
 * or {@code text} or {@code ascii}, the last two a drawing. It changes nothing and logs nothing.
 */
public final class RecipientRoutes implements Routes {

    /** The path before the address. */
    public static final String PATH = "/sealmx/recipients/";

    private static final String SENDER = "sender";
    private static final String FORMAT = "format";
    private static final Set<String> PARAMETERS = Set.of(SENDER, FORMAT);

    private final Provider<Explainer> explainer;
    private final HostCheck hosts;

    /**
     * Called by James' injector.
     *
     * @param explainer made not before the first request, so that a failing start is reported by the start itself
     */
    @Inject
    public RecipientRoutes(Provider<Explainer> explainer, HostCheck hosts) {
        this.explainer = explainer;
        this.hosts = hosts;
    }

    @Override
    public String getBasePath() {
        return "/sealmx/recipients";
    }

    @Override
    public void define(Service service) {
        service.get(PATH + "*", this::explain);
        OtherRequests.answer(service);
    }

    private String explain(Request request, Response response) {
        hosts.require(request, response);
        EmailAddress address = AddressInPath.after(PATH, request, response);
        if (!PARAMETERS.containsAll(request.queryParams())) {
            throw WebAdminErrors.badRequest(response, "the parameters are sender and format; there are no others");
        }
        ReversePath sender = sender(request, response);
        String format = one(FORMAT, "json", request, response);
        if (!List.of("json", "text", "ascii").contains(format)) {
            throw WebAdminErrors.badRequest(response, "format must be json, text or ascii");
        }
        Explanation explanation = explainer.get().explain(address, sender);
        WebAdminErrors.harden(response);
        if (format.equals("json")) {
            response.type(Constants.JSON_CONTENT_TYPE);
            return ExplanationJson.of(explanation);
        }
        response.type("text/plain; charset=utf-8");
        return ExplanationText.of(explanation, format.equals("ascii") ? Drawing.ASCII : Drawing.UNICODE);
    }

    private static ReversePath sender(Request request, Response response) {
        String text = one(SENDER, "", request, response);
        try {
            return text.isEmpty() ? ReversePath.nullPath() : ReversePath.of(EmailAddress.parse(text));
        } catch (AddressSyntaxException e) {
            throw WebAdminErrors.badRequest(
                    response, "sender must be a mail address, or empty for the null sender: " + e.getMessage());
        }
    }

    private static String one(String name, String otherwise, Request request, Response response) {
        String[] values = request.queryParamsValues(name);
        if (values != null && values.length > 1) {
            throw WebAdminErrors.badRequest(response, name + " is given twice; give it once");
        }
        return values == null ? otherwise : values[0];
    }
}
