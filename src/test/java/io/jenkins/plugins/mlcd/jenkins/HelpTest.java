package io.jenkins.plugins.mlcd.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.model.Describable;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Help stands beside everything that a form, a Pipeline or configuration as code may set: that is what the generators show. */
class HelpTest {

    private static final Path RESOURCES = Path.of("src/main/resources");

    private static List<Class<?>> describables() {
        return new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.jenkins.plugins.mlcd.jenkins").stream()
                .filter(each -> !each.getModifiers().contains(JavaModifier.ABSTRACT)).map(JavaClass::reflect)
                .<Class<?>>map(each -> each).filter(each -> Describable.class.isAssignableFrom(each) || Step.class.isAssignableFrom(each))
                .filter(each -> Stream.of(each.getConstructors()).anyMatch(one -> one.isAnnotationPresent(DataBoundConstructor.class))).toList();
    }

    private static Set<String> fields(Class<?> type) {
        Set<String> fields = new TreeSet<>();
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                Stream.of(constructor.getParameters()).map(Parameter::getName).forEach(fields::add);
            }
        }
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                fields.add(Character.toLowerCase(method.getName().charAt(3)) + method.getName().substring(4));
            }
        }
        return fields;
    }

    /** Jenkins looks for help beside the class, then beside those that it extends. */
    private static boolean hasHelp(Class<?> type, String name) {
        for (Class<?> up = type; up != null && up.getName().startsWith("io.jenkins.plugins.mlcd"); up = up.getSuperclass()) {
            if (Files.exists(RESOURCES.resolve(up.getName().replace('.', '/').replace('$', '/')).resolve(name))) {
                return true;
            }
        }
        return false;
    }

    @TestFactory
    List<DynamicTest> standsBesideEveryField() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Class<?> type : describables()) {
            tests.add(DynamicTest.dynamicTest(type.getSimpleName(), () -> assertThat(fields(type)).allSatisfy(field -> assertThat(hasHelp(type, "help-" + field + ".html")).as(field).isTrue())));
        }
        assertThat(tests).hasSizeGreaterThan(30);
        return tests;
    }

    @TestFactory
    List<DynamicTest> standsBesideEverythingThatIsChosen() {
        return describables().stream().filter(type -> !type.getSimpleName().equals("ProductionModelColumn"))
                .map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> assertThat(hasHelp(type, "help.html") || !fields(type).isEmpty() && hasNoChoice(type)).isTrue())).toList();
    }

    /** What stands alone in a page has its sentence in the page. */
    private static boolean hasNoChoice(Class<?> type) {
        return type.getSimpleName().endsWith("Configuration") || type.getSimpleName().endsWith("Property") || type.getSimpleName().endsWith("Settings");
    }

    @Test
    void isWellFormedAndHasNoScript() throws IOException {
        try (Stream<Path> tree = Files.walk(RESOURCES)) {
            for (Path file : tree.filter(path -> path.getFileName().toString().matches("help(-\\w+)?\\.html")).toList()) {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                assertThat(text.strip()).as(file.toString()).startsWith("<div>").endsWith("</div>").doesNotContain("<script", "onclick");
                assertThat(text.length()).as(file.toString()).isGreaterThan(20);
            }
        }
    }
}
