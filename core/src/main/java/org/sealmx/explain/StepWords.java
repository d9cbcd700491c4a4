package org.sealmx.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.identity.BrokenIdentity;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.resolve.ResolutionStep;
import org.sealmx.explain.ExplanationStep.Kind;
import org.sealmx.smtp.EmailAddress;

/** Puts the steps of a resolution into words. Pure functions. */
final class StepWords {

    private StepWords() {}

    /** The steps that a step of the resolution is in an explanation: usually one. */
    static List<ExplanationStep> of(ResolutionStep step) {
        EmailAddress address = step.address();
        if (step instanceof ResolutionStep.NotOurs) {
            return List.of(step(address, Kind.NOT_OURS, "its domain is not one of ours"));
        } else if (step instanceof ResolutionStep.Found found) {
            return found(found);
        } else if (step instanceof ResolutionStep.Followed followed) {
            return List.of(step(address, Kind.ALIAS, followed.by(), followed.next(), "leads to"));
        } else if (step instanceof ResolutionStep.FollowedAlready again) {
            return List.of(step(
                    address, Kind.FOLLOWED_ALREADY, again.by(), again.next(), "also leads to, which counts once:"));
        } else if (step instanceof ResolutionStep.Arrived arrived) {
            return List.of(
                    arrived.remote()
                            ? step(
                                    address,
                                    Kind.OTHER_DOMAIN,
                                    arrived.by(),
                                    arrived.destination(),
                                    "goes to another domain:")
                            : step(address, Kind.MAILBOX, arrived.by(), arrived.destination(), "ends in the mailbox"));
        }
        return step instanceof ResolutionStep.DeadEnd deadEnd ? deadEnd(deadEnd) : List.of();
    }

    /** The name of a document for the operator, who may see addresses. */
    static String nameOf(IdentityDocument document) {
        DocumentId id = document.id();
        return id.value().isEmpty() ? id.otherwise() : id.value();
    }

    private static List<ExplanationStep> found(ResolutionStep.Found found) {
        EmailAddress address = found.address();
        boolean byUser = found.way() == ResolutionStep.Way.USER_ID;
        if (found.documents().isEmpty()) {
            return List.of(step(
                    address,
                    Kind.NOT_FOUND,
                    byUser
                            ? "no account with this user id has a main identity in a domain of ours"
                            : "no identity has this address, with or without extension, and its domain has no"
                                    + " catch-all"));
        }
        List<ExplanationStep> steps = new ArrayList<>();
        steps.add(
                switch (found.way()) {
                    case ADDRESS -> documents(found, Kind.FOUND, "found under this address");
                    case WITHOUT_EXTENSION ->
                        documents(found, Kind.FOUND_WITHOUT_EXTENSION, "found under the address without its extension");
                    case CATCH_ALL ->
                        documents(found, Kind.FOUND_CATCH_ALL, "found as the catch-all of " + address.domain());
                    case USER_ID -> documents(found, Kind.FOUND_USER_ID, "found by the user id of its account");
                });
        found.documents().stream()
                .filter(BrokenIdentity.class::isInstance)
                .map(broken -> new ExplanationStep(
                        address,
                        Kind.BROKEN,
                        Optional.of(nameOf(broken)),
                        Optional.empty(),
                        ((BrokenIdentity) broken).what()))
                .forEach(steps::add);
        return steps;
    }

    private static ExplanationStep documents(ResolutionStep.Found found, Kind kind, String words) {
        String names = found.documents().stream().map(StepWords::nameOf).collect(Collectors.joining(", "));
        return new ExplanationStep(found.address(), kind, Optional.of(names), Optional.empty(), words);
    }

    private static List<ExplanationStep> deadEnd(ResolutionStep.DeadEnd deadEnd) {
        if (deadEnd.reason() == BlockReason.UNKNOWN_DESTINATION) {
            // said already when nothing was found
            return List.of();
        }
        Kind kind =
                switch (deadEnd.reason()) {
                    case DISABLED -> Kind.DISABLED;
                    case ORPHANED -> Kind.ORPHANED;
                    case ALIAS_LOOP -> Kind.LOOP;
                    case ALIAS_TOO_DEEP -> Kind.TOO_DEEP;
                    case TOO_MANY_DESTINATIONS -> Kind.TOO_MANY_DESTINATIONS;
                    case UNKNOWN_DESTINATION -> Kind.NOT_FOUND;
                    case BROKEN_IDENTITY -> Kind.BROKEN;
                };
        Optional<EmailAddress> back = kind == Kind.LOOP ? deadEnd.by().map(Identity::destination) : Optional.empty();
        return List.of(new ExplanationStep(
                deadEnd.address(),
                kind,
                deadEnd.by().map(StepWords::nameOf),
                back,
                back.isPresent() ? "leads back to" : deadEnd.reason().words()));
    }

    private static ExplanationStep step(EmailAddress address, Kind kind, String words) {
        return new ExplanationStep(address, kind, Optional.empty(), Optional.empty(), words);
    }

    private static ExplanationStep step(
            EmailAddress address, Kind kind, Identity by, EmailAddress next, String words) {
        return new ExplanationStep(address, kind, Optional.of(nameOf(by)), Optional.of(next), words);
    }
}
