package org.sealmx.tools.explain;

import java.io.PrintStream;
import org.sealmx.cli.ExplainOptions;
import org.sealmx.cli.FolderOptions;
import org.sealmx.cli.OperatorException;
import org.sealmx.cli.OutputCharset;
import org.sealmx.cli.QuietLog;
import org.sealmx.cli.StandardCommand;
import org.sealmx.explain.Explanation;
import org.sealmx.explain.ExplanationJson;
import org.sealmx.explain.ExplanationText;
import org.sealmx.explain.ExplanationText.Drawing;
import org.sealmx.server.config.StartUpException;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Explains what becomes of mail for an address, with the configuration of any James. It starts no server and changes
 * nothing.
 *
 * <p>Exits with {@value #ACCEPTED} when RCPT accepts the address, with {@value #NOT_ACCEPTED} when it does not, and
 * with {@value #UNKNOWN} and one line on standard error when that cannot be explained.
 */
@Command(
        name = "explain",
        description = ExplainOptions.DESCRIPTION,
        footer = {"", ExplainOptions.EXIT_CODES, ExplainOptions.EXIT_CODES_CONTINUED},
        exitCodeOnExecutionException = ExplainCommand.UNKNOWN)
public final class ExplainCommand extends StandardCommand {

    /** RCPT accepts the address. */
    public static final int ACCEPTED = 0;
    /** RCPT refuses the address, for now or for good. */
    public static final int NOT_ACCEPTED = 1;
    /** Nothing can be said. */
    public static final int UNKNOWN = 2;

    private static final String NULL_SENDER = "<>";

    private final PrintStream out;

    @Mixin
    private final ExplainOptions options = new ExplainOptions();

    @Mixin
    private final FolderOptions folders = new FolderOptions();

    /** @param out gets the explanation */
    public ExplainCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws OperatorException {
        QuietLog.configure();
        EmailAddress address = address("ADDRESS", options.address());
        ReversePath sender = options.sender().isEmpty() || options.sender().equals(NULL_SENDER)
                ? ReversePath.nullPath()
                : ReversePath.of(address("--sender", options.sender()));
        try (OfflineExplainer explainer = OfflineExplainer.of(folders.folders())) {
            Explanation explanation = explainer.explain(address, sender);
            out.print(shown(explanation));
            out.flush();
            return explanation.atRcpt().isSuccess() ? ACCEPTED : NOT_ACCEPTED;
        } catch (StartUpException e) {
            throw new OperatorException(String.valueOf(e.getMessage()), e);
        }
    }

    private String shown(Explanation explanation) {
        if (options.json()) {
            return ExplanationJson.of(explanation);
        }
        boolean unicode = !options.ascii() && OutputCharset.shows("\u251c\u2500\u2514\u2502\u2192");
        return ExplanationText.of(explanation, unicode ? Drawing.UNICODE : Drawing.ASCII);
    }

    private static EmailAddress address(String option, String text) throws OperatorException {
        try {
            return EmailAddress.parse(text);
        } catch (AddressSyntaxException e) {
            String problem = text.startsWith("@")
                    ? "for a catch-all, name an address that it catches, such as anybody" + text
                    : e.getMessage();
            throw new OperatorException(option + " must be a mail address, such as bob@example.org: " + problem, e);
        }
    }
}
