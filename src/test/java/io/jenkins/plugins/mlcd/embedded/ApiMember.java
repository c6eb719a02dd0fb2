package io.jenkins.plugins.mlcd.embedded;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A field, method or constructor: modifiers, the type it has or returns, its name ({@code <init>} for a constructor), its parameters' types and its exceptions.
 * Types are written with their arguments and without {@code java.lang}. The parameters of a field are null.
 */
record ApiMember(Set<String> modifiers, String type, String name, List<String> parameters, Set<String> exceptions) {

    private static final Pattern MODIFIER = Pattern.compile("^(public|protected|private|static|abstract|default|final|synchronized|transient|volatile|native) ");

    static ApiMember parse(String text, boolean ofInterface) {
        Set<String> modifiers = new TreeSet<>();
        String rest = text.trim();
        for (Matcher m = MODIFIER.matcher(rest); m.find(); m = MODIFIER.matcher(rest)) {
            modifiers.add(m.group(1));
            rest = rest.substring(m.end()).trim();
        }
        modifiers.removeAll(Set.of("synchronized", "native", "transient", "volatile"));
        if (rest.startsWith("<") && !rest.startsWith("<init>")) {
            rest = rest.substring(closing(rest, 0) + 1).trim();
        }
        if (ofInterface) {
            modifiers.add("public");
        }
        rest = rest.replaceAll(" default .*$", ""); // value of an annotation's element
        int open = rest.indexOf('(');
        int equals = rest.indexOf(" = ");
        if (open < 0 || equals >= 0 && equals < open) {
            String declared = equals < 0 ? rest : rest.substring(0, equals);
            if (ofInterface) {
                modifiers.addAll(Set.of("static", "final"));
            }
            return new ApiMember(modifiers, before(declared), after(declared), null, Set.of());
        }
        int close = rest.indexOf(')', open);
        String declared = rest.substring(0, open);
        List<String> parameters = split(rest.substring(open + 1, close)).stream().map(p -> before(p.replaceFirst("^final ", "")).replace("...", "[]")).toList();
        String throwing = rest.substring(close + 1).replaceFirst("^ throws ", "");
        boolean constructor = declared.equals("<init>");
        return new ApiMember(modifiers, constructor ? "" : before(declared), constructor ? declared : after(declared), parameters, new TreeSet<>(split(throwing)));
    }

    /** The same of a class that this JVM has loaded. */
    static ApiMember of(Member member) {
        Set<String> modifiers = new TreeSet<>();
        for (String m : Modifier.toString(member.getModifiers()).split(" ")) {
            modifiers.add(m);
        }
        modifiers.removeAll(Set.of("synchronized", "native", "transient", "volatile", ""));
        if (member instanceof Field f) {
            return new ApiMember(modifiers, text(f.getGenericType()), f.getName(), null, Set.of());
        }
        Executable e = (Executable) member;
        if (e instanceof Method m && m.isDefault()) {
            modifiers.add("default");
        }
        boolean ofInner = e instanceof Constructor<?> && e.getDeclaringClass().isMemberClass() && !Modifier.isStatic(e.getDeclaringClass().getModifiers());
        List<String> parameters = Arrays.stream(e.getGenericParameterTypes()).skip(ofInner ? e.getGenericParameterTypes().length - e.getParameterCount() + 1 : 0)
                .map(ApiMember::text).toList();
        Set<String> exceptions = Arrays.stream(e.getGenericExceptionTypes()).map(ApiMember::text).collect(Collectors.toCollection(TreeSet::new));
        return e instanceof Method m ? new ApiMember(modifiers, text(m.getGenericReturnType()), m.getName(), parameters, exceptions)
                : new ApiMember(modifiers, "", "<init>", parameters, exceptions);
    }

    boolean isField() {
        return parameters == null;
    }

    boolean isAbstract() {
        return modifiers.contains("abstract");
    }

    /** What tells it from other members of its type. */
    String key() {
        return isField() ? name : name + parameters;
    }

    private static String text(Type type) {
        if (type instanceof Class<?> c) {
            return c.isArray() ? text(c.getComponentType()) + "[]" : c.getName().replace('$', '.').replaceFirst("^java\\.lang\\.(?=[A-Z])", "");
        } else if (type instanceof ParameterizedType p) {
            return text(p.getRawType()) + Arrays.stream(p.getActualTypeArguments()).map(ApiMember::text).collect(Collectors.joining(", ", "<", ">"));
        } else if (type instanceof GenericArrayType a) {
            return text(a.getGenericComponentType()) + "[]";
        } else if (type instanceof WildcardType w) {
            return w.getLowerBounds().length > 0 ? "? super " + text(w.getLowerBounds()[0])
                    : w.getUpperBounds()[0] == Object.class ? "?" : "? extends " + text(w.getUpperBounds()[0]);
        }
        return type.getTypeName();
    }

    private static String before(String declared) {
        return declared.substring(0, declared.trim().lastIndexOf(' ')).trim();
    }

    private static String after(String declared) {
        return declared.substring(declared.trim().lastIndexOf(' ') + 1).trim();
    }

    private static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= list.length(); i++) {
            char c = i == list.length() ? ',' : list.charAt(i);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(list.substring(start, i).trim());
                start = i + 1;
            }
        }
        parts.removeIf(String::isEmpty);
        return parts;
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == '<' ? 1 : text.charAt(i) == '>' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("unclosed < in " + text);
    }

    static String withoutArguments(String text) {
        StringBuilder flat = new StringBuilder();
        int depth = 0;
        for (char c : text.toCharArray()) {
            depth += c == '<' ? 1 : 0;
            if (depth == 0) {
                flat.append(c);
            }
            depth -= c == '>' ? 1 : 0;
        }
        return flat.toString();
    }

    @Override
    public String toString() {
        return String.join(" ", modifiers) + " " + type + " " + key() + (exceptions == null || exceptions.isEmpty() ? "" : " throws " + exceptions);
    }
}
