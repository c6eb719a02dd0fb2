package io.jenkins.plugins.mlcd.loop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which jobs an occurrence concerns, found without a look at every job: data sets and models by their names or the first letters of a
 * pattern, alerts by one label that they have to have. Only rules that have none of these are looked at one by one. Safe for use by
 * several threads.
 */
public final class Subscriptions {

    /** Rules without anything to find them by. */
    private static final String ANY = "any";

    private final Map<String, TriggerRule> rules = new HashMap<>();
    private final Map<String, Set<String>> jobs = new HashMap<>();
    /** How many patterns begin with so many plain letters, so that only such beginnings of a name are looked up. */
    private final TreeMap<Integer, Integer> prefixes = new TreeMap<>();

    /** From now on, {@code rule} is the job's only one. */
    public synchronized void put(String job, TriggerRule rule) {
        remove(job);
        rules.put(job, rule);
        keys(rule).forEach(key -> jobs.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(job));
        patterns(rule).forEach(pattern -> prefixes.merge(pattern.prefix().length(), 1, Integer::sum));
    }

    public synchronized void remove(String job) {
        TriggerRule rule = rules.remove(job);
        if (rule != null) {
            patterns(rule).forEach(pattern -> prefixes.computeIfPresent(pattern.prefix().length(), (length, count) -> count == 1 ? null : count - 1));
            keys(rule).forEach(key -> jobs.computeIfPresent(key, (k, all) -> all.remove(job) && all.isEmpty() ? null : all));
        }
    }

    public synchronized int size() {
        return rules.size();
    }

    /** The jobs that it concerns, by name; what somebody saw who looks for one job concerns that one. */
    public synchronized Set<String> find(Occurrence occurrence) {
        Optional<String> only = occurrence.onlyJob();
        if (only.isPresent()) {
            return rules.containsKey(only.get()) ? Set.of(only.get()) : Set.of();
        }
        Set<String> found = new TreeSet<>();
        for (String key : keys(occurrence)) {
            for (String job : jobs.getOrDefault(key, Set.of())) {
                if (rules.get(job).matches(occurrence)) {
                    found.add(job);
                }
            }
        }
        return found;
    }

    private static List<NamePattern> patterns(TriggerRule rule) {
        return Stream.concat(rule.dataset().stream(), rule.model().stream()).filter(pattern -> !pattern.isExact()).toList();
    }

    private static List<String> keys(TriggerRule rule) {
        List<String> keys = new ArrayList<>();
        rule.dataset().ifPresent(pattern -> keys.add(key("dataset", pattern)));
        rule.model().ifPresent(pattern -> keys.add(key("model", pattern)));
        if (rule.model().isEmpty() && rule.confidenceBelow().isPresent()) {
            keys.add(ANY);
        }
        for (AlertMatcher matcher : rule.alerts()) {
            keys.add(matcher.conditions().stream().filter(AlertMatcher.Condition::isKey).findFirst()
                    .map(condition -> label(condition.label(), condition.value())).orElse(ANY));
        }
        return keys;
    }

    private static String key(String kind, NamePattern pattern) {
        return (pattern.isExact() ? kind + "=" : kind + "^") + pattern.prefix();
    }

    private static String label(String name, String value) {
        return "label " + name + "=" + value;
    }

    private List<String> keys(Occurrence occurrence) {
        List<String> keys = new ArrayList<>();
        keys.add(ANY);
        if (occurrence.kind() == Occurrence.Kind.ALERT) {
            occurrence.labels().forEach((name, value) -> keys.add(label(name, value)));
            return keys;
        }
        String kind = occurrence.kind().word();
        List<String> names = new ArrayList<>(occurrence.aliases());
        names.add(occurrence.subject());
        for (String name : names) {
            keys.add(kind + "=" + name);
            prefixes.headMap(name.length(), true).keySet().forEach(length -> keys.add(kind + "^" + name.substring(0, length)));
        }
        return keys;
    }
}
