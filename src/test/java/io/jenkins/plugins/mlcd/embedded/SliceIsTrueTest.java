package io.jenkins.plugins.mlcd.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The slice of the Jenkins API has nothing that Jenkins does not have, and nothing otherwise: what compiles against it runs there. */
class SliceIsTrueTest {

    private static final Path CLASSES = Path.of("target/classes");
    private static final List<String> ROOTS = List.of("hudson", "jenkins", "org/jenkinsci", "org/kohsuke", "com/cloudbees", "org/csanchez");
    private static final Set<String> UNCHECKED_OF_SPRING = Set.of("org.springframework.security.access.AccessDeniedException");

    private static ApiList api;
    private static List<Class<?>> slice;

    @BeforeAll
    static void read() throws IOException {
        api = ApiList.read("api.txt", "more.txt");
        slice = ROOTS.stream().map(CLASSES::resolve).filter(Files::isDirectory).flatMap(SliceIsTrueTest::classes).filter(SliceIsTrueTest::isVisible).toList();
    }

    private static Stream<Class<?>> classes(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(f -> CLASSES.relativize(f).toString()).filter(n -> n.endsWith(".class") && !n.endsWith("-info.class"))
                    .<Class<?>>map(n -> load(n.substring(0, n.length() - ".class".length()).replace(File.separatorChar, '.'))).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, SliceIsTrueTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isVisible(Class<?> c) {
        boolean shown = (c.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0 && !c.isAnonymousClass() && !c.isLocalClass();
        return shown && (c.getDeclaringClass() == null || isVisible(c.getDeclaringClass()));
    }

    private static String name(Class<?> c) {
        return c.getName().replace('$', '.');
    }

    @Test
    void hasTypesOfJenkinsOnly() {
        assertThat(slice).hasSizeGreaterThan(150);
        assertThat(slice.stream().filter(c -> api.type(name(c)).isEmpty()).map(SliceIsTrueTest::name)).isEmpty();
    }

    @Test
    void hasTypesOfTheSameKind() {
        List<String> wrong = new ArrayList<>();
        listed((c, type) -> {
            boolean abstractClass = Modifier.isAbstract(c.getModifiers()) && !c.isInterface();
            if (c.isAnnotation() != type.isAnnotation() || !c.isAnnotation() && c.isInterface() != type.isInterface()
                    || !c.isEnum() && abstractClass != type.isAbstractClass() || !c.isEnum() && Modifier.isFinal(c.getModifiers()) != type.isFinal()) {
                wrong.add(c.toGenericString());
            }
            if (c.isEnum() && !Arrays.stream(c.getEnumConstants()).map(Object::toString).map(n -> n.toUpperCase(Locale.ROOT)).toList().equals(type.constants())) {
                wrong.add(name(c) + " has other constants");
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void hasSupertypesOfJenkinsOnly() {
        List<String> wrong = new ArrayList<>();
        listed((c, type) -> {
            Set<String> allowed = api.supertypes(name(c));
            Stream.concat(Stream.ofNullable(c.getSuperclass()), Arrays.stream(c.getInterfaces())).filter(up -> up != Object.class && up != Enum.class && !c.isAnnotation())
                    .filter(up -> !allowed.contains(name(up)) && !(up == RuntimeException.class && refers(allowed, UNCHECKED_OF_SPRING))).forEach(up -> wrong.add(name(c) + " is no " + name(up)));
        });
        assertThat(wrong).isEmpty();
    }

    private static boolean refers(Set<String> allowed, Set<String> names) {
        return names.stream().anyMatch(allowed::contains);
    }

    @Test
    void hasMembersOfJenkinsOnly() {
        List<String> wrong = new ArrayList<>();
        listed((c, type) -> members(c).forEach(member -> {
            Optional<ApiMember> same = type.members().stream().filter(m -> m.key().equals(member.key())).findFirst();
            if (same.isPresent()) {
                differences(member, same.get()).forEach(d -> wrong.add(name(c) + ": " + member + " differs in " + d + " from " + same.get()));
            } else if (!overrides(c, member) && !(member.name().equals("<init>") && member.parameters().isEmpty() && type.hasImplicitConstructor())) {
                wrong.add(name(c) + ": " + member + " is not in the list");
            }
        }));
        assertThat(wrong).isEmpty();
    }

    /** What a plugin implements must be complete, also where the slice leaves an abstract member of Jenkins out. */
    @Test
    void leavesNoAbstractMemberToThePlugin() {
        List<String> missing = new ArrayList<>();
        classes(CLASSES.resolve("io/jenkins/plugins/mlcd/jenkins")).filter(c -> !Modifier.isAbstract(c.getModifiers())).forEach(c -> {
            for (String up : supertypesInTheList(c)) {
                api.type(up).orElseThrow().members().stream().filter(ApiMember::isAbstract).filter(m -> !implemented(c, m))
                        .filter(m -> !defaulted(c, m)).forEach(m -> missing.add(name(c) + " lacks " + m + " of " + up));
            }
        });
        assertThat(missing).isEmpty();
    }

    private static Set<String> supertypesInTheList(Class<?> c) {
        Set<String> all = new LinkedHashSet<>();
        for (Class<?> up = c; up != null; up = up.getSuperclass()) {
            Stream.concat(Stream.of(up), Arrays.stream(up.getInterfaces())).forEach(t -> all.addAll(api.supertypes(name(t))));
        }
        all.removeIf(t -> api.type(t).isEmpty());
        return all;
    }

    private static boolean implemented(Class<?> c, ApiMember m) {
        for (Class<?> up = c; up != null; up = up.getSuperclass()) {
            for (Method method : up.getDeclaredMethods()) {
                if (method.getName().equals(m.name()) && method.getParameterCount() == m.parameters().size() && !Modifier.isAbstract(method.getModifiers())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a type between gives the member a body. */
    private static boolean defaulted(Class<?> c, ApiMember m) {
        return supertypesInTheList(c).stream().flatMap(t -> api.type(t).orElseThrow().members().stream())
                .anyMatch(other -> !other.isAbstract() && !other.isField() && other.name().equals(m.name()) && other.parameters().size() == m.parameters().size());
    }

    private static void listed(BiConsumer<Class<?>, ApiType> check) {
        slice.forEach(c -> api.type(name(c)).ifPresent(t -> check.accept(c, t)));
    }

    private static Stream<ApiMember> members(Class<?> c) {
        Stream<Member> all = Stream.of(c.getDeclaredFields(), c.getDeclaredConstructors(), c.getDeclaredMethods()).flatMap(Arrays::stream).map(Member.class::cast);
        return all.filter(m -> !m.isSynthetic() && (m.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
                .filter(m -> !(c.isEnum() && (m instanceof Field f && f.isEnumConstant() || m.getName().matches("values|valueOf"))))
                .map(ApiMember::of);
    }

    private static List<String> differences(ApiMember mine, ApiMember theirs) {
        List<String> differences = new ArrayList<>();
        if (!mine.type().equals(theirs.type())) {
            differences.add("type");
        }
        Set<String> wanted = new TreeSet<>(theirs.modifiers());
        Set<String> had = new TreeSet<>(mine.modifiers());
        if (theirs.isAbstract() || !mine.isAbstract()) {
            Stream.of(wanted, had).forEach(s -> s.removeAll(Set.of("default", "abstract")));
        }
        if (!wanted.equals(had)) {
            differences.add("modifiers");
        }
        if (!checked(mine).equals(checked(theirs))) {
            differences.add("exceptions");
        }
        return differences;
    }

    private static Set<String> checked(ApiMember member) {
        Set<String> checked = new TreeSet<>(member.exceptions());
        checked.removeAll(UNCHECKED_OF_SPRING);
        checked.removeAll(Set.of("IllegalStateException", "IllegalArgumentException", "SecurityException", "hudson.model.Failure", "UnsupportedOperationException"));
        return checked;
    }

    /** Whether it implements or overrides a member of a supertype, so that it can be called anyway. */
    private static boolean overrides(Class<?> c, ApiMember member) {
        if (member.isField() || member.name().equals("<init>") || member.modifiers().contains("static")) {
            return false;
        }
        for (String up : api.supertypes(name(c))) {
            if (api.type(up).map(t -> t.members().stream().anyMatch(m -> isOverridden(m, member))).orElseGet(() -> hasMethod(up, member))) {
                return true;
            }
        }
        return hasMethod("Object", member);
    }

    private static boolean isOverridden(ApiMember above, ApiMember member) {
        return !above.isField() && above.name().equals(member.name()) && above.parameters().size() == member.parameters().size();
    }

    private static boolean hasMethod(String type, ApiMember member) {
        try {
            return Arrays.stream(Class.forName(type.matches("[A-Z].*") ? "java.lang." + type : type).getMethods())
                    .anyMatch(m -> m.getName().equals(member.name()) && m.getParameterCount() == member.parameters().size());
        } catch (ClassNotFoundException e) {
            return false; // a type of Jenkins that the list only refers to
        }
    }
}
