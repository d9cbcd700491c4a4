package org.sealmx.directory.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * How a file writes its documents, so that a new one looks like its neighbours.
 *
 * @param lineBreak between lines
 * @param base before a document
 * @param unit by which the fields of a document are indented further; empty when documents are on one line
 */
record FileStyle(String lineBreak, String base, String unit) {

    /** The style of a file without documents. */
    static final FileStyle DEFAULT = new FileStyle("\n", "  ", "  ");

    /**
     * The style of a document.
     *
     * @param before the octets before it, at least back to the beginning of its line
     * @param text the document
     */
    static FileStyle of(String before, String text) {
        String lineBreak = before.contains("\r\n") ? "\r\n" : "\n";
        int line = before.lastIndexOf('\n');
        String base = before.substring(line + 1);
        if (line < 0 || !base.isBlank()) {
            base = "";
        }
        int second = text.indexOf('\n');
        if (second < 0) {
            return new FileStyle(lineBreak, base, "");
        }
        String rest = text.substring(second + 1);
        String indent = rest.substring(0, rest.length() - rest.stripLeading().length());
        indent = indent.substring(indent.lastIndexOf('\n') + 1);
        String unit = indent.startsWith(base) ? indent.substring(base.length()) : indent;
        return new FileStyle(lineBreak, base, unit.isEmpty() ? " " : unit);
    }

    /** A document without its first indentation. */
    byte[] render(ObjectNode document) {
        Separators separators =
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
        if (unit.isEmpty()) {
            DefaultPrettyPrinter.Indenter space = new DefaultPrettyPrinter.FixedSpaceIndenter();
            printer.indentObjectsWith(space);
            printer.indentArraysWith(space);
        } else {
            DefaultIndenter lines = new DefaultIndenter(unit, lineBreak + base);
            printer.indentObjectsWith(lines);
            printer.indentArraysWith(lines);
        }
        try {
            return FileIndex.MAPPER.writer(printer).writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document that was read can be written", e);
        }
    }

    /** What separates a document from the one before it. */
    byte[] separation() {
        return (lineBreak + base).getBytes(StandardCharsets.UTF_8);
    }
}
