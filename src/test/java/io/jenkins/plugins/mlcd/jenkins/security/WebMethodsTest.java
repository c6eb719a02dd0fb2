package io.jenkins.plugins.mlcd.jenkins.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.DELETE;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;
import org.kohsuke.stapler.verb.PUT;

/** Every method that an URL reaches has a verb and asks for a permission; one that only judges a text of a form may go without, as long as it touches nothing. */
class WebMethodsTest {

    private static final String ROOT = "io.jenkins.plugins.mlcd";
    private static final List<Class<?>> VERBS = List.of(GET.class, POST.class, PUT.class, DELETE.class, RequirePOST.class);

    /** A webhook answers every verb itself, with 405 where it is not POST, and proves its sender by a secret. */
    private static final Set<String> OPEN = Set.of("WebhookAction.doWebhook");

    /** What a form's check may not look at on behalf of anybody. */
    private static final List<String> SECRETIVE = List.of("java.nio.file.Files", "java.net.http.", "java.net.Socket", "java.net.URL.", "java.net.InetAddress.getByName", "java.net.InetAddress.getAllByName", "java.lang.Process", ROOT + ".jenkins.config.MlcdConfiguration", ROOT + ".jenkins.config.CredentialLookup",
            "com.cloudbees.plugins.credentials", "io.fabric8.kubernetes.client.KubernetesClient", "hudson.model.Job", "hudson.model.Run", "hudson.FilePath");

    private static List<String> breaches(JavaClasses classes) {
        List<String> found = new ArrayList<>();
        for (JavaClass each : classes) {
            each.getMethods().stream().filter(WebMethodsTest::isWebMethod).filter(method -> !OPEN.contains(name(method))).forEach(method -> check(method, found));
        }
        return found;
    }

    private static boolean isWebMethod(JavaMethod method) {
        return method.getModifiers().contains(JavaModifier.PUBLIC) && !method.getModifiers().contains(JavaModifier.STATIC) && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                && method.getName().matches("do[A-Z]\\w*") && method.getOwner().getPackageName().startsWith(ROOT + ".jenkins");
    }

    private static String name(JavaMethod method) {
        return method.getOwner().getSimpleName() + "." + method.getName();
    }

    private static void check(JavaMethod method, List<String> found) {
        if (VERBS.stream().noneMatch(verb -> method.isAnnotatedWith(verb.getName()))) {
            found.add(name(method) + " has no verb");
        }
        boolean form = method.getRawReturnType().isEquivalentTo(FormValidation.class) || method.getRawReturnType().isEquivalentTo(ListBoxModel.class);
        boolean asks = reaches(method, call -> call.matches(".*\\.(checkPermission|hasPermission|checkAnyPermission|hasAnyPermission)\\(.*"));
        if (!asks && (!form || reaches(method, call -> SECRETIVE.stream().anyMatch(call::startsWith)))) {
            found.add(name(method) + " asks for no permission");
        }
    }

    /** Whether a call that passes the test is made by the method, or by what it calls in this project. */
    private static boolean reaches(JavaMethod method, Predicate<String> test) {
        Deque<JavaCodeUnit> open = new ArrayDeque<>(List.of(method));
        Set<JavaCodeUnit> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            JavaCodeUnit unit = open.pop();
            for (var call : unit.getCallsFromSelf()) {
                if (test.test(call.getTarget().getFullName())) {
                    return true;
                }
                call.getTarget().resolveMember().filter(target -> target.getOwner().getPackageName().startsWith(ROOT)).map(JavaCodeUnit.class::cast).filter(seen::add).ifPresent(open::push);
            }
            unit.getMethodReferencesFromSelf().stream().map(reference -> reference.getTarget().resolveMember()).flatMap(java.util.Optional::stream)
                    .filter(target -> target.getOwner().getPackageName().startsWith(ROOT)).map(JavaCodeUnit.class::cast).filter(seen::add).forEach(open::push);
        }
        return false;
    }

    @Test
    void haveAVerbAndAskForAPermission() {
        JavaClasses classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(ROOT + ".jenkins", ROOT + ".webhook", ROOT + ".record", ROOT + ".sweep", ROOT + ".validate", ROOT + ".canary", ROOT + ".monitor", ROOT + ".sources", ROOT + ".notify", ROOT + ".prometheus", ROOT + ".loop", ROOT + ".target", ROOT + ".kubernetes");
        assertThat(classes.stream().flatMap(each -> each.getMethods().stream()).filter(WebMethodsTest::isWebMethod).count()).isGreaterThan(60);
        assertThat(breaches(classes)).isEmpty();
    }

    /** What the rule is for. */
    public static final class Careless {
        public HttpResponse doDelete() {
            return null;
        }

        @RequirePOST
        public HttpResponse doChange() {
            return null;
        }

        @POST
        public ListBoxModel doFillTargetItems() {
            ListBoxModel items = new ListBoxModel();
            MlcdConfiguration.get().getTargets().forEach(target -> items.add(target.getName()));
            return items;
        }

        @POST
        public FormValidation doCheckName(String value) {
            return value.isEmpty() ? FormValidation.error("empty") : FormValidation.ok();
        }

        @POST
        public HttpResponse doRight() {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return null;
        }
    }

    @Test
    void areFoundWhereTheyAreCareless() {
        JavaClasses classes = new ClassFileImporter().importClasses(Careless.class);
        assertThat(breaches(classes)).containsExactlyInAnyOrder("Careless.doDelete has no verb", "Careless.doDelete asks for no permission", "Careless.doChange asks for no permission",
                "Careless.doFillTargetItems asks for no permission");
    }
}
