package io.jenkins.plugins.mlcd.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the list says of one type. */
final class ApiType {

    private final String name;
    private String header;
    private boolean annotation;
    private final List<ApiMember> members = new ArrayList<>();
    private final Set<String> nested = new HashSet<>();
    private final List<String> constants = new ArrayList<>();
    private boolean implicitConstructor;

    ApiType(String name) {
        this.name = name;
    }

    void header(String text, boolean isAnnotation) {
        header = text;
        annotation = isAnnotation;
    }

    void member(String text) {
        if (text.startsWith("NESTED ")) {
            nested.add(text.substring(text.lastIndexOf(' ') + 1));
        } else if (text.startsWith("ENUM_CONSTANT ")) {
            constants.add(text.substring("ENUM_CONSTANT ".length()));
        } else if (text.startsWith("IMPLICIT_CTOR")) {
            implicitConstructor = true;
        } else if (!text.startsWith("NO_VISIBLE_CTOR")) {
            members.add(ApiMember.parse(annotation && text.contains("(") ? "abstract " + text : text, isInterface() || annotation));
        }
    }

    boolean isExpanded() {
        return header != null;
    }

    boolean isAnnotation() {
        return annotation;
    }

    boolean isInterface() {
        return header != null && (" " + header).contains(" interface ");
    }

    boolean isAbstractClass() {
        return !isInterface() && (" " + header).contains(" abstract ");
    }

    boolean isFinal() {
        return (" " + header).contains(" final ");
    }

    boolean hasImplicitConstructor() {
        return implicitConstructor;
    }

    boolean nests(String simpleName) {
        return nested.contains(simpleName);
    }

    List<String> constants() {
        return constants;
    }

    List<ApiMember> members() {
        return members;
    }

    /** Names of the types that it extends and implements directly, without their arguments. */
    List<String> parents() {
        List<String> parents = new ArrayList<>();
        String flat = ApiMember.withoutArguments(header).replaceAll(" permits .*", "");
        Matcher m = Pattern.compile(" (?:extends|implements) ((?:[\\w.]+(?:, )?)+)").matcher(flat);
        while (m.find()) {
            parents.addAll(Arrays.asList(m.group(1).trim().split(",\\s*")));
        }
        return parents;
    }

    @Override
    public String toString() {
        return name;
    }
}
