package org.sealmx.smtp;

/**
 * The replies that SealMX gives, one for each situation, so that the same situation gets the same reply everywhere. The
 * codes are from RFC 5321, RFC 3463, RFC 5248 and their IANA registry; {@code docs/REPLIES.md} gives the reasons.
 */
public final class Replies {

    public static final Reply RECIPIENT_OK = Reply.of(250, "2.1.5", "Recipient OK");
    public static final Reply STORED = Reply.of(250, "2.6.0", "Message stored");

    public static final Reply NO_SUCH_ADDRESS = Reply.of(550, "5.1.1", "No such address here");
    public static final Reply ADDRESS_SYNTAX = Reply.of(553, "5.1.3", "Recipient address is not valid");
    public static final Reply NOT_OUR_DOMAIN =
            Reply.of(554, "5.7.1", "This server does not accept mail for that domain");
    public static final Reply FORWARDING_OFF =
            Reply.of(550, "5.1.6", "Mail for this address goes to another server, and forwarding is off here");
    public static final Reply FORWARD_LOOP =
            Reply.of(554, "5.4.6", "The message has been forwarded from this address before: mail loop");
    public static final Reply TOO_MANY_HOPS =
            Reply.of(554, "5.4.6", "The message has passed too many servers to be forwarded: mail loop");
    public static final Reply FORWARD_UNAVAILABLE =
            Reply.of(451, "4.4.1", "The server that forwards mail does not answer, try again later");
    public static final Reply ACCOUNT_DISABLED = Reply.of(550, "5.2.1", "This account does not accept mail");
    public static final Reply SENDER_NOT_PERMITTED = Reply.of(550, "5.7.1", "The sender may not write to this address");
    public static final Reply OVER_QUOTA = Reply.of(452, "4.2.2", "The recipient's mailbox is full");
    public static final Reply OVER_QUOTA_REJECTED = Reply.of(552, "5.2.2", "The recipient's mailbox is full");
    public static final Reply CANNOT_RECEIVE_NOW = Reply.of(450, "4.7.5", "The recipient cannot receive mail now");
    public static final Reply CANNOT_RECEIVE = Reply.of(550, "5.7.5", "The recipient cannot receive mail");
    public static final Reply ALIAS_LOOP = Reply.of(550, "5.4.6", "The address leads nowhere: alias loop");
    public static final Reply ALIAS_TOO_DEEP =
            Reply.of(550, "5.4.6", "The address leads nowhere: too many aliases in a chain");
    public static final Reply TOO_MANY_DESTINATIONS =
            Reply.of(550, "5.4.6", "The address leads to too many destinations");
    public static final Reply MESSAGE_TOO_BIG =
            Reply.of(552, "5.3.4", "The message is larger than this server accepts");
    public static final Reply LINE_TOO_LONG =
            Reply.of(500, "5.5.2", "A line of the message is longer than this server accepts");
    public static final Reply BARE_CR_OR_LF =
            Reply.of(554, "5.6.0", "The message has a line that does not end with CR LF");
    public static final Reply DIRECTORY_UNAVAILABLE =
            Reply.of(451, "4.4.3", "The directory does not answer, try again later");
    public static final Reply STORE_UNAVAILABLE =
            Reply.of(451, "4.3.0", "The mail store does not answer, try again later");
    public static final Reply JOURNAL_UNAVAILABLE =
            Reply.of(451, "4.3.0", "Deliveries cannot be recorded now, try again later");
    public static final Reply STORE_FULL = Reply.of(452, "4.3.1", "The mail store is full, try again later");
    public static final Reply TOO_BUSY = Reply.of(451, "4.3.2", "Too much mail at once, try again later");
    public static final Reply NOT_CONFIRMED =
            Reply.of(451, "4.3.5", "The message could not be processed, try again later");
    public static final Reply SEALING_FAILED =
            Reply.of(451, "4.7.5", "The message could not be sealed, try again later");
    public static final Reply NO_VALID_RECIPIENTS = Reply.of(503, "5.5.1", "No valid recipients");

    private Replies() {}
}
