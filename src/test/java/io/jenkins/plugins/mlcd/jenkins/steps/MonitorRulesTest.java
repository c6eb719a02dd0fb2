package io.jenkins.plugins.mlcd.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.host.LocalMail;
import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import io.jenkins.plugins.mlcd.jenkins.config.SensitivitySettings;
import io.jenkins.plugins.mlcd.jenkins.steps.monitor.CommandMonitorRule;
import io.jenkins.plugins.mlcd.jenkins.steps.monitor.CustomMonitorRule;
import io.jenkins.plugins.mlcd.jenkins.steps.monitor.MlMonitorGateStep;
import io.jenkins.plugins.mlcd.jenkins.steps.monitor.MonitorRule;
import io.jenkins.plugins.mlcd.jenkins.steps.monitor.MonitorRuleDescriptor;
import io.jenkins.plugins.mlcd.jenkins.triggers.MlTrigger;
import io.jenkins.plugins.mlcd.loop.ModelImport;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.profile.ProfileBuilder;
import io.jenkins.plugins.mlcd.monitor.rules.CommandRule;
import io.jenkins.plugins.mlcd.monitor.rules.CommandRunner;
import io.jenkins.plugins.mlcd.monitor.rules.Rule;
import io.jenkins.plugins.mlcd.monitor.rules.RuleKinds;
import io.jenkins.plugins.mlcd.monitor.rules.Sensitivities;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorRulesTest {

    private static final CommandRunner NONE = (command, files) -> new CommandRunner.Answer(0, "");

    @TempDir
    Path home;

    private StepHarness jenkins;
    private FakeTarget target;

    @BeforeEach
    void start() throws Exception {
        jenkins = new StepHarness(home);
        target = new FakeTarget();
        Path model = Files.createDirectories(home.resolve("initial"));
        Files.writeString(model.resolve("profile.json"), new ProfileBuilder("slant").build().toJson());
        ModelImport.into(jenkins.build(build -> {}).getParent().getRootDir().toPath(), "digits", model);
    }

    @AfterEach
    void stop() {
        MlcdConfiguration.get().setSensitivities(null);
        target.close();
        jenkins.close();
    }

    private static String symbol(Descriptor<?> descriptor) {
        return descriptor.getClass().getAnnotation(Symbol.class).value()[0];
    }

    private static final Map<String, Map<String, Object>> NEEDED = Map.of(
            "confidence", Map.of("below", 0.5), "staleness", Map.of("model", "30d"), "custom", Map.of("expression", "error_share <= 1%"),
            "command", Map.of("command", "true"));

    private static String text(String symbol, Map<String, Object> arguments) {
        return symbol + arguments.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + (entry.getValue() instanceof String text ? "'" + text + "'" : entry.getValue()))
                .toList().toString().replace("[", "(").replace("]", ")");
    }

    /** A Pipeline and what reads rules outside Jenkins know the same kinds, with the same defaults and actions. */
    @Test
    void theKindsOfThePipelineAreThoseOfTheEngine() throws Exception {
        Set<String> symbols = new TreeSet<>();
        for (MonitorRuleDescriptor descriptor : ExtensionList.lookup(MonitorRuleDescriptor.class)) {
            String symbol = symbol(descriptor);
            symbols.add(symbol);
            Map<String, Object> arguments = NEEDED.getOrDefault(symbol, Map.of());
            MonitorRule written = (MonitorRule) DescribableModel.of(descriptor.clazz).instantiate(arguments, null);
            Rule rule = written.rule();
            var read = RuleKinds.read(text(symbol, arguments), Sensitivities.STANDARD, NONE);
            assertThat(rule.parameters()).as(symbol).isEqualTo(read.rule().parameters());
            assertThat(rule.name()).isEqualTo(read.rule().name());
            assertThat(written.getAction()).as("action of " + symbol).isEqualTo(read.action().word());
            if (!(rule instanceof CommandRule)) {
                assertThat(rule).isEqualTo(read.rule());
            }
        }
        assertThat(symbols).isEqualTo(new TreeSet<>(RuleKinds.names()));
    }

    /** Every parameter is kept by what a form or a Pipeline sets, and has a help of its own. */
    @Test
    void everyParameterIsKeptAndExplained() throws Exception {
        for (MonitorRuleDescriptor descriptor : ExtensionList.lookup(MonitorRuleDescriptor.class)) {
            DescribableModel<?> model = DescribableModel.of(descriptor.clazz);
            String resources = descriptor.clazz.getName().replace('.', '/') + "/";
            assertThat(getClass().getClassLoader().getResource(resources + "config.jelly")).as(resources).isNotNull();
            assertThat(getClass().getClassLoader().getResource(resources + "help.html")).as(resources).isNotNull();
            for (DescribableParameter parameter : model.getParameters()) {
                assertThat(getClass().getClassLoader().getResource(resources + "help-" + parameter.getName() + ".html")).as(resources + parameter.getName()).isNotNull();
                Map<String, Object> arguments = new HashMap<>(NEEDED.getOrDefault(symbol(descriptor), Map.of()));
                Object value = value(parameter);
                arguments.put(parameter.getName(), value);
                Object rule = model.instantiate(arguments, null);
                String capital = Character.toUpperCase(parameter.getName().charAt(0)) + parameter.getName().substring(1);
                String getter = value instanceof Boolean ? "is" : "get";
                assertThat(rule.getClass().getMethod(getter + capital).invoke(rule)).as(resources + parameter.getName()).isEqualTo(value);
            }
        }
    }

    private static Object value(DescribableParameter parameter) {
        Class<?> type = parameter.getErasedType();
        if (type == List.class) {
            return List.of("ink");
        }
        if (type == double.class || type == Double.class) {
            return 0.25;
        }
        if (type == boolean.class) {
            return false;
        }
        return type == String.class ? "low" : (Object) 3;
    }

    private static MlMonitorGateStep step(int count, MonitorRule... rules) {
        MlMonitorGateStep step = new MlMonitorGateStep("digits", "production");
        step.setInterval("1s");
        step.setCount(count);
        step.setRules(List.of(rules));
        return step;
    }

    private static Profile window(int errors) {
        ProfileBuilder builder = new ProfileBuilder("slant");
        for (int i = 0; i < 100; i++) {
            builder.add(new double[] {i}, "1", 0.9);
            builder.addRequest(0.01, i < errors ? 500 : 200);
        }
        return builder.build();
    }

    private static <T extends MonitorRule> T high(T rule) {
        rule.setSensitivity("high");
        return rule;
    }

    @Test
    void anAlertThatHasRecoveredIsOkAndOnRecord() throws Exception {
        int[] asked = {0};
        target.traffic = () -> window(asked[0]++ == 0 ? 40 : 0);
        CustomMonitorRule rule = high(new CustomMonitorRule("error_share <= 10%"));
        rule.setRecovery(2);
        WorkflowRun run = jenkins.build(build -> {
            Map<?, ?> result = (Map<?, ?>) build.run(step(3, rule));
            assertThat(result.get("verdict")).isEqualTo("ok");
            assertThat(build.log()).contains("error_share is 0.4 (<= 0.1 is wanted)").contains("rule custom('error_share <= 10%') is raised")
                    .contains("rule custom('error_share <= 10%') has recovered");
        });
        assertThat(run.getResult()).isEqualTo(Result.SUCCESS);
        BuildLayout layout = new BuildLayout(run.getRootDir().toPath());
        assertThat(Files.readString(layout.monitor())).contains("\"state\":\"raised\"").contains("\"state\":\"recovered\"");
        try (var windows = Files.list(layout.monitorWindows())) {
            assertThat(windows).hasSize(3);
        }
    }

    @Test
    void theOwnersAreMailedWhenAnAlertIsRaisedAndWhenItHasRecovered() throws Exception {
        GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mails.start();
        try {
            LocalMail.smtp("127.0.0.1", mails.getSmtp().getPort(), "jenkins@example.org").use();
            MlTrigger trigger = DescribableModel.of(MlTrigger.class).instantiate(
                    Map.of("notifications", List.of(new UninstantiatedDescribable("owners", null, Map.of("to", "owner@example.org")))), TaskListener.NULL);
            int[] asked = {0};
            target.traffic = () -> window(asked[0]++ == 0 ? 40 : 0);
            CustomMonitorRule rule = high(new CustomMonitorRule("error_share <= 10%"));
            rule.setRecovery(1);
            CustomMonitorRule silent = high(new CustomMonitorRule("error_share <= 20%"));
            silent.setAction("record");
            jenkins.build(build -> {
                build.run.getParent().addTrigger(trigger);
                build.run(step(2, rule, silent));
            });
            await().atMost(Duration.ofSeconds(20)).until(() -> mails.getReceivedMessages().length == 2);
            assertThat(GreenMailUtil.getBody(mails.getReceivedMessages()[0])).contains("is raised").doesNotContain("20%");
            assertThat(GreenMailUtil.getBody(mails.getReceivedMessages()[1])).contains("has recovered");
        } finally {
            mails.stop();
        }
    }

    @Test
    void aCommandRunsInTheWorkspaceAndItsAnswerIsTheFinding() throws Exception {
        target.traffic = () -> window(0);
        WorkflowRun run = jenkins.build(build -> {
            build.workspace.child("rule.sh").write("grep -q '\"samples\":100' $ML_WINDOW_FILE && echo '{\"violated\": true, \"reason\": \"a hundred\"}'", "UTF-8");
            Map<?, ?> result = (Map<?, ?>) build.run(step(1, high(new CommandMonitorRule("sh rule.sh"))));
            assertThat(result.get("verdict")).isEqualTo("alert");
            assertThat(result.get("reason").toString()).contains("a hundred");
        });
        assertThat(run.getResult()).isEqualTo(Result.UNSTABLE);
    }

    @Test
    void theControllerSaysWhatTheSensitivitiesMean() throws Exception {
        SensitivitySettings settings = new SensitivitySettings();
        settings.setMedium("1 in 1h");
        settings.setInterval("1s");
        MlcdConfiguration.get().setSensitivities(settings);
        target.traffic = () -> window(40);
        MlMonitorGateStep step = step(3, new CustomMonitorRule("error_share <= 10%"));
        step.setInterval("");
        jenkins.build(build -> {
            build.run(step);
            assertThat(build.log()).contains("3 windows of 1s").contains("custom('error_share <= 10%') is raised by 1 (alert)");
        });
        settings.setHigh("70 in 1h");
        assertThatThrownBy(() -> MlcdConfiguration.get().setSensitivities(settings)).hasMessageContaining("high must need no more violated windows than medium");
    }
}
