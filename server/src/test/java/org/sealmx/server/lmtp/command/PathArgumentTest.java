package org.sealmx.server.lmtp.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.server.lmtp.session.LmtpReplies;

class PathArgumentTest {

    private static PathArgument parse(String argument) throws CommandSyntaxException {
        return PathArgument.parse(argument, "FROM", LmtpReplies.MAIL_SYNTAX);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "FROM:<a@b.example>, a@b.example",
                "from:<a@b.example>, a@b.example",
                "FROM: <a@b.example>, a@b.example",
                "FROM:<>, ``",
                "FROM:<\"a>b\"@c.example>, \"a>b\"@c.example",
                "FROM:<\"a b\"@c.example>, \"a b\"@c.example",
                "FROM:<\"a\\\"> b\"@c.example>, \"a\\\"> b\"@c.example",
                "`FROM:<@x.example,@y.example:a@b.example>`, a@b.example",
                "FROM:<@x.example:a@b.example>, a@b.example",
                "FROM:<\"a:b\"@c.example>, \"a:b\"@c.example",
                "FROM:<a@[IPv6:2001:db8::1]>, a@[IPv6:2001:db8::1]"
            })
    void parseShouldYieldThePathWhenItIsInBrackets(String argument, String path) throws CommandSyntaxException {
        assertThat(parse(argument)).isEqualTo(new PathArgument(path, Map.of()));
    }

    @Test
    void parseShouldYieldParametersWhenThereAreSome() throws CommandSyntaxException {
        assertThat(parse("FROM:<a@b.example> SIZE=100 body=8bitMIME  SMTPUTF8").parameters())
                .containsExactlyInAnyOrderEntriesOf(Map.of("SIZE", "100", "BODY", "8bitMIME", "SMTPUTF8", ""));
    }

    @Test
    void parseShouldKeepFurtherEqualSignsWhenTheyAreInAValue() throws CommandSyntaxException {
        assertThat(parse("FROM:<> X=a=b").parameters()).isEqualTo(Map.of("X", "a=b"));
    }

    @Test
    void parseShouldYieldParametersWhenTheLocalPartHasBracketAndSpaces() throws CommandSyntaxException {
        assertThat(parse("FROM:<\"> SIZE=1\"@b.example> SIZE=2"))
                .isEqualTo(new PathArgument("\"> SIZE=1\"@b.example", Map.of("SIZE", "2")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "FROM",
                "TO:<a@b.example>",
                "FROM <a@b.example>",
                "FROM:a@b.example",
                "FROM:a@b.example>",
                "FROM:<a@b.example",
                "FROM:",
                "FROM:<a@b.example>SIZE=1",
                "FROM:<a@b.example>>",
                "FROM:<\"a@b.example>",
                "FROM:<a\\>",
                "FROM:<a@b.example> SIZE=1 SIZE=2",
                "FROM:<a@b.example> SIZE=1 size=1",
                "FROM:<a@b.example> SMTPUTF8 SMTPUTF8"
            })
    void parseShouldThrowTheUsageWhenTheLineHasAnotherForm(String argument) {
        assertThatExceptionOfType(CommandSyntaxException.class)
                .isThrownBy(() -> parse(argument))
                .satisfies(e -> assertThat(e.reply()).isEqualTo(LmtpReplies.MAIL_SYNTAX));
    }

    @Test
    void parseShouldTakeTheOtherKeywordWhenItIsAskedTo() throws CommandSyntaxException {
        assertThat(PathArgument.parse("To:<a@b.example>", "TO", LmtpReplies.RCPT_SYNTAX)
                        .path())
                .isEqualTo("a@b.example");
    }
}
