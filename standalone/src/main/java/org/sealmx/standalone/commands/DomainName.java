package org.sealmx.standalone.commands;

import java.net.IDN;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a domain name into its A-labels in lower case (RFC 5890 section 2.3.2.1). */
final class DomainName implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
        String domain;
        try {
            domain = IDN.toASCII(value, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw malformed(value);
        }
        // Java has only the older IDNA 2003, which maps some names to others
        String lowerCase = value.toLowerCase(Locale.ROOT);
        if (!domain.equals(lowerCase) && !IDN.toUnicode(domain).equals(lowerCase)) {
            throw new TypeConversionException("write '" + value + "' as DNS has it, with A-labels (xn--...)");
        }
        if (domain.isEmpty() || domain.startsWith(".") || domain.endsWith(".") || domain.contains("..")) {
            throw malformed(value);
        }
        return domain;
    }

    private static TypeConversionException malformed(String value) {
        return new TypeConversionException("'" + value + "' is not a domain name, such as example.org");
    }
}
