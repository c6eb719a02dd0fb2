package io.jenkins.plugins.mlcd.embedded.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.config.RunConfig;
import io.jenkins.plugins.mlcd.embedded.declarative.DeclaredTriggers;
import io.jenkins.plugins.mlcd.embedded.declarative.validate.JenkinsfileValidator;
import io.jenkins.plugins.mlcd.embedded.engine.StepCall;
import io.jenkins.plugins.mlcd.embedded.host.EmbeddedJenkins;
import io.jenkins.plugins.mlcd.embedded.host.HostOptions;
import io.jenkins.plugins.mlcd.embedded.progress.PlainDisplay;
import io.jenkins.plugins.mlcd.embedded.script.Dsl;
import io.jenkins.plugins.mlcd.embedded.script.EnvVariable;
import io.jenkins.plugins.mlcd.embedded.script.Globals;
import io.jenkins.plugins.mlcd.embedded.script.JenkinsfileCompiler;
import io.jenkins.plugins.mlcd.embedded.script.PipelineScript;
import io.jenkins.plugins.mlcd.embedded.steps.StockSteps;
import io.jenkins.plugins.mlcd.jenkins.triggers.MlTrigger;
import io.jenkins.plugins.mlcd.loop.NamePattern;
import io.jenkins.plugins.mlcd.loop.Occurrence;
import io.jenkins.plugins.mlcd.webhook.WebhookReceiver;
import io.jenkins.plugins.mlcd.webhook.WebhookReply;
import io.jenkins.plugins.mlcd.webhook.WebhookRequest;
import io.jenkins.plugins.mlcd.webhook.WebhookSettings;
import io.jenkins.plugins.mlcd.webhook.WebhookSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jenkins.model.GlobalConfiguration;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the pages on triggers say, taken at its word: Jenkinsfiles give triggers, payloads are accepted, settings exist. */
class HowToTest {

    @TempDir
    static Path directory;

    private static WorkflowJob job;
    private static Machine machine;

    @BeforeAll
    static void start() throws IOException {
        Path jenkinsfile = Files.writeString(directory.resolve("Jenkinsfile"), "");
        RunRequest request = new RunRequest(jenkinsfile, directory.resolve("home"), "job", 1, Map.of(), false, 1, RunConfig.EMPTY);
        machine = Machine.of(request, true);
        PlainDisplay display = new PlainDisplay(new PrintStream(new ByteArrayOutputStream()), InstantSource.system(), Duration.ofDays(1));
        EmbeddedJenkins.start(request.home(), HostOptions.of(new JenkinsfileRunner(jenkinsfile, machine, display, 1), StockSteps.all()));
        job = EmbeddedJenkins.job("job");
    }

    @AfterAll
    static void stop() {
        EmbeddedJenkins.stop();
    }

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("docs", name + ".md"));
    }

    private static List<String> snippets(String page, String language) throws IOException {
        Matcher fence = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL).matcher(page(page));
        List<String> snippets = new ArrayList<>();
        while (fence.find()) {
            snippets.add(fence.group(1));
        }
        return snippets;
    }

    /** The triggers that a Jenkinsfile gives its job, as {@code mlcd up} reads them. */
    private static MlTrigger trigger(String jenkinsfile) throws Throwable {
        JenkinsfileCompiler compiler = new JenkinsfileCompiler(Path.of("Jenkinsfile"), jenkinsfile);
        new JenkinsfileValidator(compiler).validate();
        PipelineScript script = compiler.compile();
        DeclaringBuild none = new DeclaringBuild(machine);
        script.attach(new Dsl("Jenkinsfile"),
                new Globals(none, new EnvVariable(new ConcurrentHashMap<>()), none.parameters(), new DeclaredTriggers(job, TaskListener.NULL)));
        StepCall.declare(none, script::run);
        return job.getTriggers().values().stream().filter(MlTrigger.class::isInstance).map(MlTrigger.class::cast).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"how-to/retrain-on-alerts", "how-to/retrain-on-new-data", "how-to/schedule", "how-to/mail", "reference/sources"})
    void jenkinsfilesGiveTheirTriggers(String page) throws Throwable {
        List<String> files = snippets(page, "groovy");
        assertThat(files).isNotEmpty();
        for (String file : files) {
            assertThat(trigger(file)).isNotNull();
        }
    }

    @Test
    void theReferenceNamesEverySource() throws Throwable {
        assertThat(trigger(snippets("reference/sources", "groovy").get(0)).getSources()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"how-to/retrain-on-alerts", "how-to/retrain-on-new-data", "how-to/mail", "reference/sources"})
    void configurationAsCodeNamesSettingsThatExist(String page) throws IOException {
        List<String> checked = new ArrayList<>();
        for (String yaml : snippets(page, "yaml")) {
            Object top = new Load(LoadSettings.builder().build()).loadFromString(yaml);
            if (top instanceof Map<?, ?> map && map.get("unclassified") instanceof Map<?, ?> parts) {
                parts.forEach((symbol, settings) -> ((Map<?, ?>) settings).keySet().forEach(name -> checked.add(setting(symbol.toString(), name.toString()))));
            }
        }
        assertThat(checked).isNotEmpty();
    }

    /** Configuration as Code finds a part by its symbol and sets its properties. */
    private static String setting(String symbol, String name) {
        GlobalConfiguration part = GlobalConfiguration.all().stream()
                .filter(each -> each.getClass().isAnnotationPresent(Symbol.class) && List.of(each.getClass().getAnnotation(Symbol.class).value()).contains(symbol))
                .findFirst().orElseThrow(() -> new AssertionError("nothing is called " + symbol));
        assertThat(Arrays.stream(part.getClass().getMethods()).map(method -> method.getName()))
                .as(symbol).contains("set" + Character.toUpperCase(name.charAt(0)) + name.substring(1));
        return name;
    }

    private static Map<String, String> payloads() throws IOException {
        Map<String, String> payloads = new LinkedHashMap<>();
        String senders = page("how-to/retrain-on-new-data");
        Matcher fence = Pattern.compile("kind `(\\w+)`[^\\n]*:\\n\\n```json\\n(.*?)```", Pattern.DOTALL).matcher(senders);
        while (fence.find()) {
            payloads.put(payloads.size() + " " + fence.group(1), fence.group(2));
        }
        Matcher curl = Pattern.compile("-d '(\\{.*?\\})'").matcher(senders);
        assertThat(curl.find()).isTrue();
        payloads.put(payloads.size() + " dataset", curl.group(1));
        payloads.put(payloads.size() + " alertmanager", snippets("how-to/retrain-on-alerts", "json").get(0));
        return payloads;
    }

    @ParameterizedTest
    @CsvSource({"0 s3, s3://digits/new/train.csv", "1 s3, s3://digits/new/train.csv", "2 gcs, gs://digits/new/train.csv", "3 dvc, digits",
        "4 dataset, digits", "5 alertmanager, AccuracyLow"})
    void payloadsAreAccepted(String payload, String subject) throws IOException {
        List<Occurrence> received = new ArrayList<>();
        WebhookSource.Kind kind = WebhookSource.Kind.of(payload.substring(2));
        WebhookSource sender = WebhookSource.of("sender", kind, WebhookSource.Scheme.BEARER, () -> List.of("t0ken"));
        WebhookReceiver receiver = new WebhookReceiver(() -> new WebhookSettings(List.of(sender), List.of()), received::addAll, InstantSource.system());
        byte[] body = payloads().get(payload).getBytes(StandardCharsets.UTF_8);
        WebhookReply reply = receiver.receive(new WebhookRequest("POST", kind.word(), Map.of(), Map.of("Authorization", List.of("Bearer t0ken"),
                "Content-Type", List.of("application/json"), "Content-Length", List.of(Integer.toString(body.length))), "127.0.0.1", new ByteArrayInputStream(body)));
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        assertThat(received).singleElement().satisfies(occurrence -> assertThat(occurrence.subject()).isEqualTo(subject));
    }

    @Test
    void theTriggerOfThePageIsMeantByItsBuckets() throws Throwable {
        String pattern = trigger(snippets("how-to/retrain-on-new-data", "groovy").get(0)).getDataset();
        assertThat(new NamePattern(pattern).matches("s3://digits/new/train.csv")).isTrue();
        assertThat(new NamePattern(pattern).matches("s3://digits/old/train.csv")).isFalse();
    }

    @Test
    void alertmanagerTakesItsConfiguration() throws Exception {
        Path amtool = Stream.of("/usr/bin/amtool", "/usr/local/bin/amtool").map(Path::of).filter(Files::isExecutable).findFirst().orElse(null);
        assumeTrue(amtool != null, "left out, because amtool of prometheus-alertmanager is not installed");
        String yaml = snippets("how-to/retrain-on-alerts", "yaml").stream().filter(text -> text.contains("receivers:")).findFirst().orElseThrow();
        Path file = Files.writeString(directory.resolve("alertmanager.yml"), yaml);
        Process process = new ProcessBuilder(amtool.toString(), "check-config", file.toString()).redirectErrorStream(true).start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(words).isZero();
    }
}
