package io.jenkins.plugins.mlcd;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** Holds the arrows between the rooms: downward only, and only the Jenkins room knows Jenkins. */
@AnalyzeClasses(packages = "io.jenkins.plugins.mlcd", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.jenkins.plugins.mlcd.";

    private static String room(String name) {
        return ROOT + name + "..";
    }

    @ArchTest
    static final ArchRule roomsDependDownwardOnly = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.jenkins.plugins.mlcd..")
            .withOptionalLayers(true)
            .layer("embedded").definedBy(room("embedded"))
            .layer("cli").definedBy(room("cli"))
            .layer("bench").definedBy(room("bench"))
            .layer("jenkins").definedBy(room("jenkins"))
            .layer("agent").definedBy(room("agent"))
            .layer("lint").definedBy(room("lint"))
            .layer("report").definedBy(room("report"))
            .layer("export").definedBy(room("export"))
            .layer("promotion").definedBy(room("promotion"))
            .layer("kubernetes").definedBy(room("kubernetes"))
            .layer("webhook").definedBy(room("webhook"))
            .layer("loop").definedBy(room("loop"))
            .layer("monitor").definedBy(room("monitor"))
            .layer("canary").definedBy(room("canary"))
            .layer("validate").definedBy(room("validate"))
            .layer("sweep").definedBy(room("sweep"))
            .layer("prometheus").definedBy(room("prometheus"))
            .layer("view").definedBy(room("view"))
            .layer("target").definedBy(room("target"))
            .layer("labels").definedBy(room("labels"))
            .layer("dataset").definedBy(room("dataset"))
            .layer("sources").definedBy(room("sources"))
            .layer("notify").definedBy(room("notify"))
            .layer("stats").definedBy(room("stats"))
            .layer("record").definedBy(room("record"))
            .whereLayer("embedded").mayNotBeAccessedByAnyLayer()
            .whereLayer("cli").mayOnlyBeAccessedByLayers("embedded")
            .whereLayer("bench").mayOnlyBeAccessedByLayers("cli")
            .whereLayer("jenkins").mayOnlyBeAccessedByLayers("embedded")
            .whereLayer("agent").mayOnlyBeAccessedByLayers("cli", "bench")
            .whereLayer("lint").mayOnlyBeAccessedByLayers("cli", "bench", "jenkins", "embedded")
            .whereLayer("report").mayOnlyBeAccessedByLayers("cli", "bench", "jenkins", "embedded")
            .whereLayer("export").mayOnlyBeAccessedByLayers("cli", "bench", "jenkins", "embedded")
            .whereLayer("view").mayOnlyBeAccessedByLayers("cli", "bench", "jenkins", "embedded", "report")
            .whereLayer("promotion").mayOnlyBeAccessedByLayers("cli", "bench", "jenkins", "embedded")
            .whereLayer("kubernetes").mayOnlyBeAccessedByLayers("cli", "bench", "jenkins", "embedded")
            .whereLayer("webhook").mayOnlyBeAccessedByLayers("cli", "bench", "jenkins", "embedded")
            .whereLayer("loop").mayOnlyBeAccessedByLayers("cli", "bench", "jenkins", "embedded", "report", "webhook", "export", "promotion")
            .whereLayer("labels").mayOnlyBeAccessedByLayers("cli", "bench", "jenkins", "embedded")
            .whereLayer("sources").mayOnlyBeAccessedByLayers("jenkins", "embedded")
            .whereLayer("notify").mayOnlyBeAccessedByLayers("jenkins", "embedded")
            .whereLayer("monitor").mayOnlyBeAccessedByLayers("cli", "bench", "jenkins", "embedded", "agent", "report", "lint")
            .whereLayer("prometheus").mayOnlyBeAccessedByLayers("cli", "bench", "jenkins", "embedded")
            .whereLayer("canary").mayOnlyBeAccessedByLayers("cli", "bench", "jenkins", "embedded", "kubernetes", "prometheus", "report", "lint")
            .whereLayer("validate").mayOnlyBeAccessedByLayers("cli", "bench", "jenkins", "embedded", "report")
            .whereLayer("sweep").mayOnlyBeAccessedByLayers("cli", "bench", "jenkins", "embedded", "report", "export");

    @ArchTest
    static final ArchRule onlyTheJenkinsRoomKnowsJenkins = noClasses()
            .that()
            .resideOutsideOfPackages(room("jenkins"), room("embedded"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("hudson..", "jenkins..", "org.jenkinsci..", "org.kohsuke..", "com.cloudbees..", "org.csanchez..");

    @ArchTest
    static final ArchRule artifactsAreNotFilesOfTheController = noClasses()
            .that()
            .resideInAPackage(room("jenkins"))
            .should(callMethodWhere(target(nameMatching("getArtifactsDir|getArtifacts|getArtifactsUpTo")).and(target(owner(assignableTo(hudson.model.Run.class))))))
            .because("an artifact manager may keep them elsewhere; only what it says counts");

    @ArchTest
    static final ArchRule onlyTheDeletionAsksWhereAnArtifactLies = noClasses()
            .that()
            .resideInAPackage(room("jenkins"))
            .and()
            .doNotHaveSimpleName("ArchivedDirectory")
            .should()
            .callMethod(jenkins.util.VirtualFile.class, "toURI");

    @ArchTest
    static final ArchRule decisionsReadNoClock = noClasses()
            .that()
            .resideInAnyPackage(room("sweep"), room("validate"), room("canary"), room("monitor"), room("stats"), room("labels"))
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Math.class, "random")
            .because("a verdict must be replayable from the record");

    @ArchTest
    static final ArchRule roomsFormNoCycles =
            slices().matching("io.jenkins.plugins.mlcd.(*)..").should().beFreeOfCycles();
}
