package io.jenkins.plugins.mlcd.embedded.config;

import io.jenkins.plugins.mlcd.embedded.script.NearestName;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping of a YAML file that knows its lines. Every method throws {@link UserError} with file, line and rule. */
final class YamlMap {

    private final String file;
    private final String path;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final Node node;

    private YamlMap(String file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.node = node;
    }

    /** @param path of the mapping from the top, for messages */
    static YamlMap of(String file, String path, Node node) {
        YamlMap map = new YamlMap(file, path, node);
        if (!(node instanceof MappingNode mapping)) {
            throw map.error(node, (path.isEmpty() ? "the file" : "'" + path + "'") + " must be a mapping of names and values");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw map.error(tuple.getKeyNode(), "a name must be a plain text");
            }
            if (map.entries.put(key.getValue(), tuple.getValueNode()) != null) {
                throw map.error(key, "'" + key.getValue() + "' stands twice");
            }
        }
        return map;
    }

    /** Refuses other names than these. */
    YamlMap only(String... known) {
        Set<String> names = new TreeSet<>(Set.of(known));
        for (Map.Entry<String, Node> entry : entries.entrySet()) {
            if (!names.contains(entry.getKey())) {
                String hint = NearestName.hint(entry.getKey(), names);
                throw error(entry.getValue(), "unknown setting '" + entry.getKey() + "'" + (path.isEmpty() ? "" : " in '" + path + "'")
                        + (hint.isEmpty() ? "; known are " + String.join(", ", names) : hint));
            }
        }
        return this;
    }

    Set<String> names() {
        return entries.keySet();
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    Optional<YamlMap> map(String name) {
        return Optional.ofNullable(entries.get(name)).map(value -> of(file, below(name), value));
    }

    List<YamlMap> maps(String name) {
        Node value = entries.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof SequenceNode sequence)) {
            throw error(value, "'" + below(name) + "' must be a list");
        }
        List<YamlMap> maps = new ArrayList<>();
        for (Node each : sequence.getValue()) {
            maps.add(of(file, below(name) + "[" + maps.size() + "]", each));
        }
        return maps;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(entries.get(name)).map(value -> {
            if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                return scalar.getValue();
            }
            throw error(value, "'" + below(name) + "' must be a text");
        });
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> error(node, "'" + (path.isEmpty() ? "the file" : path) + "' needs '" + name + "'"));
    }

    /** A number of that range. */
    double number(String name, double absent, double least, double most) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return absent;
        }
        try {
            double value = Double.parseDouble(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw notANumber(name, text.get(), least, most);
        }
        throw notANumber(name, text.get(), least, most);
    }

    private UserError notANumber(String name, String text, double least, double most) {
        return error(entries.get(name), "'" + below(name) + "' must be a number from " + plain(least) + " to " + plain(most) + ", not '" + text + "'");
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    boolean flag(String name) {
        return text(name).map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw error(entries.get(name), "'" + below(name) + "' must be true or false, not '" + text + "'");
        }).orElse(false);
    }

    /** All of it as plain text, lists and mappings; null stays null. */
    Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        entries.forEach((name, value) -> plain.put(name, plain(below(name), value)));
        return plain;
    }

    private Object plain(String path, Node value) {
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        if (value instanceof SequenceNode sequence) {
            List<Object> list = new ArrayList<>();
            sequence.getValue().forEach(each -> list.add(plain(path + "[" + list.size() + "]", each)));
            return list;
        }
        return of(file, path, value).plain();
    }

    /** File and line of a setting. */
    String position(String name) {
        return file + ":" + line(entries.getOrDefault(name, node));
    }

    private static int line(Node at) {
        return at.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    UserError error(String name, String rule) {
        return error(entries.getOrDefault(name, node), rule);
    }

    private UserError error(Node at, String rule) {
        return new UserError(file + ":" + line(at) + ": " + rule);
    }

    String below(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
