package io.jenkins.plugins.mlcd.embedded.target;

import io.jenkins.plugins.mlcd.embedded.config.RunConfig.ClusterTargetConfig;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import io.jenkins.plugins.mlcd.jenkins.config.KServeTarget;
import io.jenkins.plugins.mlcd.jenkins.config.KubernetesTarget;
import io.jenkins.plugins.mlcd.jenkins.config.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** Makes targets of the settings that {@code mlcd.yaml} has of them, by the rules by which a Jenkinsfile's arguments become objects. */
final class ClusterTargets {

    /** Settings that are things with settings of their own. */
    private static final List<String> NESTED = List.of("router", "provider");

    private ClusterTargets() {}

    /** @throws UserError when a setting is unknown or does not fit */
    static Target of(ClusterTargetConfig config) {
        Map<String, Object> arguments = new TreeMap<>(config.settings());
        arguments.put("name", config.name());
        NESTED.forEach(name -> arguments.computeIfPresent(name, (key, value) -> nested(config, key, value)));
        try {
            Class<? extends Target> kind = config.kind().equals("kserve") ? KServeTarget.class : KubernetesTarget.class;
            return DescribableModel.of(kind).instantiate(arguments, null);
        } catch (IllegalArgumentException e) {
            throw new UserError(config.where() + ": " + e.getMessage());
        }
    }

    /** {@code istio}, or {@code {istio: {virtualService: digits}}}. */
    private static UninstantiatedDescribable nested(ClusterTargetConfig config, String name, Object value) {
        if (value instanceof String symbol) {
            return new UninstantiatedDescribable(symbol, null, Map.of());
        }
        if (value instanceof Map<?, ?> map && map.size() == 1) {
            Map.Entry<?, ?> only = map.entrySet().iterator().next();
            Map<String, Object> arguments = new LinkedHashMap<>();
            if (only.getValue() instanceof Map<?, ?> settings) {
                settings.forEach((key, each) -> arguments.put(String.valueOf(key), each));
            }
            return new UninstantiatedDescribable(String.valueOf(only.getKey()), null, arguments);
        }
        throw new UserError(config.where() + ": '" + name + "' must be one name, such as istio, with its settings below it");
    }
}
