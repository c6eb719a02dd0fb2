package io.jenkins.plugins.mlcd.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.monitor.Replay;
import io.jenkins.plugins.mlcd.monitor.WatchPlan;
import io.jenkins.plugins.mlcd.monitor.WatchedModel;
import io.jenkins.plugins.mlcd.monitor.WatchedWindow;
import io.jenkins.plugins.mlcd.monitor.WindowStore;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.rules.ModelAge;
import io.jenkins.plugins.mlcd.monitor.rules.RuleKinds;
import io.jenkins.plugins.mlcd.monitor.rules.Sensitivities;
import io.jenkins.plugins.mlcd.monitor.rules.WatchedRule;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Durations;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd monitor replay}: what a rule would have said over windows that were recorded, before it is switched on. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Says what rules would have done over recorded windows: when they would have been violated, raised and recovered.")
public final class MonitorReplay implements Callable<Integer> {

    private static final Duration LONGEST_COMMAND = Duration.ofMinutes(2);

    @Spec
    private CommandSpec spec;

    @Option(names = "--rules", required = true, paramLabel = "RULE",
            description = "A rule as a Jenkinsfile writes it, such as \"drift(test: 'ks', sensitivity: 'low')\", or @FILE with one a line; may be repeated.")
    private List<String> rules;

    @Option(names = "--windows", paramLabel = "DIR", description = "Directory of profiles, one a window: <build>/mlcd/monitor-windows, or what 'mlcd profile' wrote.")
    private Optional<Path> windows;

    @Option(names = "--record", paramLabel = "FILE",
            description = "monitor.jsonl of a build. The profiles beside it are used; without them only rules that were recorded can be tried, at another sensitivity.")
    private Optional<Path> record;

    @Option(names = "--reference", paramLabel = "FILE", description = "Profile to compare with (default: the one that is kept with the windows).")
    private Optional<Path> reference;

    @Option(names = "--interval", description = "Length of a window (default: that of the first).")
    private Optional<String> interval;

    @Option(names = "--min-samples", defaultValue = "30", description = "A window of fewer samples says nothing (default: ${DEFAULT-VALUE}).")
    private int minSamples;

    @Option(names = "--alpha", defaultValue = "0.01", description = "Chance of being raised although nothing changed, for each rule (default: ${DEFAULT-VALUE}).")
    private double alpha;

    @Option(names = "--json", description = "Print one JSON object a rule.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        try {
            Replay replay = replay(watchedRules());
            print(replay, spec.commandLine().getOut());
            return 0;
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private List<WatchedRule> watchedRules() throws IOException {
        List<WatchedRule> watched = new ArrayList<>();
        for (String given : rules) {
            List<String> texts = given.startsWith("@") ? Files.readAllLines(Path.of(given.substring(1))) : List.of(given);
            texts.stream().map(String::strip).filter(text -> !text.isEmpty() && !text.startsWith("#"))
                    .forEach(text -> watched.add(RuleKinds.read(text, Sensitivities.STANDARD, new LocalCommandRunner(LONGEST_COMMAND))));
        }
        return watched;
    }

    private Replay replay(List<WatchedRule> watched) throws IOException {
        Optional<Path> directory = windows.or(() -> record.map(file -> new BuildLayout(file.toAbsolutePath().getParent().getParent()).monitorWindows()).filter(Files::isDirectory));
        if (directory.isEmpty()) {
            Path file = record.orElseThrow(() -> new UsageException("say --windows or --record: which windows?"));
            List<WatchedWindow> recorded = recorded(file);
            return Replay.again(plan(watched, recorded.size(), recorded.isEmpty() ? Duration.ZERO : Duration.between(recorded.get(0).from(), recorded.get(0).to())), recorded);
        }
        WindowStore store = new WindowStore(directory.get());
        List<Profile> profiles = store.windows();
        WatchPlan plan = plan(watched, profiles.size(), profiles.isEmpty() ? Duration.ZERO : Duration.between(profiles.get(0).from(), profiles.get(0).to()));
        return Replay.of(plan, new WatchedModel(trained(store, plan), ModelAge.UNKNOWN), profiles);
    }

    private Profile trained(WindowStore store, WatchPlan plan) throws IOException {
        Optional<Profile> profile = reference.isPresent() ? Optional.of(WindowStore.read(reference.get())) : store.reference();
        if (profile.isEmpty() && plan.needsReference()) {
            throw new UsageException("the windows hold no reference to compare with; say --reference");
        }
        return profile.orElse(Profile.empty());
    }

    private WatchPlan plan(List<WatchedRule> watched, int count, Duration first) {
        if (count == 0) {
            throw new UsageException("there are no windows to replay");
        }
        Duration length = interval.map(text -> Durations.parse("interval", text)).orElse(first);
        Duration seconds = Duration.ofSeconds(Math.max(1, Math.round(length.toMillis() / 1000.0)));
        return new WatchPlan("replay", "record", watched, seconds, count, minSamples, alpha);
    }

    /** Windows of the last watch of the record. */
    private static List<WatchedWindow> recorded(Path file) throws IOException {
        List<ObjectNode> events = EventLog.read(file, Schema.MONITOR);
        int last = events.stream().mapToInt(event -> event.path("watch").asInt()).max().orElse(0);
        List<WatchedWindow> windows = new ArrayList<>();
        for (ObjectNode event : events) {
            if (event.path("event").asText().equals("window") && event.path("watch").asInt() == last) {
                windows.add(Json.mapper().treeToValue(event, WatchedWindow.class));
            }
        }
        return windows;
    }

    private void print(Replay replay, PrintWriter out) {
        if (json) {
            replay.rules().forEach(rule -> out.println(Json.line(rule)));
            return;
        }
        TextTable table = new TextTable("rule", "needs", "judged", "violated", "raised", "recovered", "most seen");
        for (Replay.Outcome rule : replay.rules()) {
            table.row(rule.name(), rule.needed(), rule.judged(), String.format(Locale.ROOT, "%d (%.1f %%)", rule.violated(), 100.0 * rule.violated() / Math.max(1, rule.judged())),
                    times(rule.raised()), times(rule.recovered()), rule.mostSeen().orElse("-"));
        }
        table.print(out);
        out.println(replay.windows().size() + " windows from " + replay.windows().get(0).from() + " to " + replay.windows().get(replay.windows().size() - 1).to());
        out.flush();
    }

    private static String times(List<Instant> times) {
        return times.isEmpty() ? "never" : times.get(0) + (times.size() == 1 ? "" : " and " + (times.size() - 1) + " more");
    }
}
