package org.sealmx.it.samples;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * An XML element without what does not matter: comments, white space between elements, and names of system properties
 * that have a default.
 *
 * @param name its name
 * @param attributes its attributes, by name
 * @param text its own text, without white space around it
 * @param children its child elements, in order
 */
record Element(String name, Map<String, String> attributes, String text, List<Element> children) {

    /** Parses one or more successive elements, with or without an XML declaration before them. */
    static List<Element> parseAll(String xml) {
        String plain = xml.replaceFirst("(?s)^<\\?xml.*?\\?>", "").replaceAll("\\$\\{sys:[^:}]+:-([^}]*)}", "$1");
        try {
            Node root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader("<all>" + plain + "</all>")))
                    .getDocumentElement();
            return of(root).children();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(xml, e);
        }
    }

    private static Element of(Node node) {
        Map<String, String> attributes = new TreeMap<>();
        NamedNodeMap named = node.getAttributes();
        for (int i = 0; i < named.getLength(); i++) {
            attributes.put(named.item(i).getNodeName(), named.item(i).getNodeValue());
        }
        StringBuilder text = new StringBuilder();
        List<Element> children = new ArrayList<>();
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.ELEMENT_NODE) {
                children.add(of(child));
            } else if (child.getNodeType() == Node.TEXT_NODE) {
                text.append(child.getNodeValue());
            }
        }
        return new Element(node.getNodeName(), attributes, text.toString().strip(), children);
    }

    /** This element and all its descendants. */
    Stream<Element> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Element::all));
    }

    /** The same element without one attribute. */
    Element without(String attribute) {
        Map<String, String> others = new TreeMap<>(attributes);
        others.remove(attribute);
        return new Element(name, others, text, children);
    }

    /** Whether this equals another element, except that it may contain further elements. */
    boolean extendsOther(Element other) {
        return name.equals(other.name)
                && attributes.equals(other.attributes)
                && text.equals(other.text)
                && children.containsAll(other.children);
    }
}
