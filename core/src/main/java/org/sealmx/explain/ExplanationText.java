package org.sealmx.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;

/**
 * An explanation for people: the way of the mail drawn as a tree, and lines below it. Whatever others wrote, such as
 * addresses and the names in certificates, is shown so that it can change nothing on a terminal. Used once.
 */
public final class ExplanationText {

    /** With what the tree is drawn. */
    public enum Drawing {
        /** Box-drawing characters of Unicode. */
        UNICODE("├─ ", "└─ ", "│  ", "→", false),
        /** ASCII alone: every other character is written as its code point. */
        ASCII("+- ", "`- ", "|  ", "->", true);

        private final String branch;
        private final String last;
        private final String trunk;
        private final String arrow;
        private final boolean ascii;

        Drawing(String branch, String last, String trunk, String arrow, boolean ascii) {
            this.branch = branch;
            this.last = last;
            this.trunk = trunk;
            this.arrow = arrow;
            this.ascii = ascii;
        }
    }

    private static final String NO_TRUNK = "   ";

    /** A line of the tree and those below it. */
    private record Branch(String line, List<Branch> branches) {
        Branch(String line) {
            this(line, new ArrayList<>());
        }
    }

    private final Explanation explanation;
    private final Drawing drawing;
    private final Set<EmailAddress> drawn = new HashSet<>();
    private final StringBuilder out = new StringBuilder();

    private ExplanationText(Explanation explanation, Drawing drawing) {
        this.explanation = explanation;
        this.drawing = drawing;
    }

    /** The explanation in lines, each with a line feed at its end. */
    public static String of(Explanation explanation, Drawing drawing) {
        return new ExplanationText(explanation, drawing).text();
    }

    private String text() {
        Branch root = new Branch(address(explanation.address()));
        addSteps(explanation.address(), root);
        line(root.line);
        draw(root.branches, "");
        line("");
        explanation.outage().ifPresent(outage -> field("Directory", "does not answer: " + visible(outage)));
        field("Sender", visible(explanation.sender().toString()) + senderRule());
        field("At RCPT", reply(explanation.atRcpt()));
        field("After DATA", reply(explanation.afterData()) + (explanation.afterData().isSuccess() ? ", if the store takes it" : ""));
        field("In memory", memory(explanation.memory()));
        explanation.seenSince().ifPresent(since -> {
            field("Last mail", "since " + since + ", when this program started:");
            explanation.lastMail().forEach(this::lastMail);
        });
        explanation.notes().forEach(note -> field("Note", note));
        return out.toString();
    }

    private void addSteps(EmailAddress address, Branch at) {
        drawn.add(address);
        for (ExplanationStep step : explanation.steps()) {
            if (step.address().equals(address)) {
                Branch branch = new Branch(step(step));
                at.branches.add(branch);
                step.next().ifPresent(next -> addNext(step, next, branch));
            }
        }
    }

    private void addNext(ExplanationStep step, EmailAddress next, Branch at) {
        switch (step.kind()) {
            case ALIAS -> {
                if (!drawn.contains(next)) {
                    addSteps(next, at);
                }
            }
            case MAILBOX, OTHER_DOMAIN ->
                explanation.accounts().stream()
                        .filter(account -> account.mailbox().equals(next))
                        .forEach(account -> addAccount(account, at));
            default -> {
                // nothing is below it
            }
        }
    }

    private void addAccount(ExplainedAccount account, Branch at) {
        Branch branch = new Branch("account " + visible(account.account().value())
                + account.keyHolder()
                        .map(holder -> ", certificates of identity " + visible(holder))
                        .orElse(""));
        at.branches.add(branch);
        account.certificates().forEach(certificate -> branch.branches.add(certificate(certificate)));
        account.remarks().forEach(remark -> branch.branches.add(new Branch("remark: " + visible(remark))));
        branch.branches.add(new Branch(account.refusal()
                .map(refusal -> "gets no copy: " + reply(refusal)
                        + account.reason().map(reason -> ": " + visible(reason)).orElse(""))
                .orElse("gets a sealed copy")));
    }

    private Branch certificate(ExplainedCertificate certificate) {
        Branch branch = new Branch(certificate.format() + " "
                + certificate.fingerprint().map(this::visible).orElse("(cannot be read)") + ": "
                + visible(certificate.evaluation()) + dates(certificate));
        certificate.names().forEach(name -> branch.branches.add(new Branch(visible(name))));
        return branch;
    }

    private static String dates(ExplainedCertificate certificate) {
        String made = certificate.created().map(at -> ", made on " + at).orElse("");
        if (!certificate.usable()) {
            return made;
        }
        return made
                + certificate
                        .usableUntil()
                        .map(until -> ", usable until " + until)
                        .orElse(", without an end");
    }

    private String step(ExplanationStep step) {
        String by = step.document()
                .map(document -> (step.kind() == ExplanationStep.Kind.BROKEN ? "identity " : "") + visible(document))
                .orElse("");
        return switch (step.kind()) {
            case ALIAS, MAILBOX, OTHER_DOMAIN, FOLLOWED_ALREADY, LOOP -> {
                String next = step.next().map(this::address).orElse("");
                yield (by.isEmpty() ? "" : "identity " + by + " ") + visible(step.words())
                        + (next.isEmpty() ? "" : " " + drawing.arrow + " " + next);
            }
            case BROKEN -> (by.isEmpty() ? "" : by + ": ") + visible(step.words());
            default -> visible(step.words()) + (by.isEmpty() ? "" : ": identity " + by);
        };
    }

    private void draw(List<Branch> branches, String before) {
        for (int i = 0; i < branches.size(); i++) {
            boolean last = i == branches.size() - 1;
            Branch branch = branches.get(i);
            line(before + (last ? drawing.last : drawing.branch) + branch.line);
            draw(branch.branches, before + (last ? NO_TRUNK : drawing.trunk));
        }
    }

    private String senderRule() {
        return explanation
                .senderRule()
                .map(rule -> ": " + rule.words()
                        + (rule.patterns().isEmpty() ? "" : " (" + visible(String.join(", ", rule.patterns())) + ")"))
                .orElse("");
    }

    private static String reply(Reply reply) {
        return reply.toString();
    }

    private static String memory(ExplainedMemory memory) {
        return memory.words()
                + memory.age().map(age -> ", " + words(age) + " old").orElse("")
                + (memory.differs() ? "; the directory itself now answers otherwise" : "");
    }

    private static String words(Duration age) {
        long seconds = age.toSeconds();
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }

    private void lastMail(LastMail last) {
        if (last.isEmpty()) {
            field("", visible(last.subject()) + ": none seen");
        }
        lastMail(last.subject(), "stored", last.stored());
        lastMail(last.subject(), "waited", last.waited());
        lastMail(last.subject(), "refused", last.refused());
    }

    private void lastMail(String subject, String what, Optional<LastMail.Event> event) {
        event.ifPresent(seen -> field(
                "",
                visible(subject) + ": " + what + " at " + at(seen.at())
                        + (seen.afterData() ? " after DATA, " : " at RCPT, ") + reply(seen.reply())));
    }

    private static String at(Instant instant) {
        return instant.toString();
    }

    private String address(EmailAddress address) {
        return visible(address.toString());
    }

    private String visible(String text) {
        return Visible.of(text, drawing.ascii);
    }

    private void field(String name, String value) {
        line(String.format("%-11s %s", name.isEmpty() ? "" : name + ":", value));
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
