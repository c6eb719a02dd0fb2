package io.jenkins.plugins.mlcd.kubernetes.traffic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.mlcd.canary.ForeignWriteException;
import io.jenkins.plugins.mlcd.canary.TrafficRouter;
import io.jenkins.plugins.mlcd.canary.TrafficSplit;
import io.jenkins.plugins.mlcd.kubernetes.ApiCalls;
import io.jenkins.plugins.mlcd.kubernetes.objects.ClusterObjects;
import io.jenkins.plugins.mlcd.target.TargetException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Shares traffic by one routing object of a cluster. Nothing is kept here: what was written last is recorded in the object itself. */
final class ClusterRouter implements TrafficRouter {

    private final ClusterObjects objects;
    private final RouteKind kind;
    private final SharedRules rules;
    private final Optional<String> name;
    private final ApiCalls calls;

    ClusterRouter(KubernetesClient client, RouteKind kind, RoutingSettings settings, ApiCalls calls) {
        this.objects = new ClusterObjects(client, kind.kind(), settings.backends().namespace());
        this.kind = kind;
        this.rules = new SharedRules(kind, settings.rule());
        this.name = settings.object();
        this.calls = calls;
    }

    @Override
    public Optional<String> unsupported(TrafficSplit split) {
        return split.match().filter(match -> match.by().hash()).map(match -> "a " + kind.kind().kind()
                + " cannot draw users by the hash of '" + match.name() + "', only match a value: let the application put each user's group into a header, and write match: 'header x-group = b'");
    }

    @Override
    public void route(TrafficSplit split) throws IOException, InterruptedException {
        unsupported(split).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        calls.call(what(), () -> {
            ObjectNode now = object();
            objects.write(now, rules.with(now, split));
            return null;
        });
    }

    @Override
    public void verify(TrafficSplit expected) throws IOException, InterruptedException {
        ObjectNode now = calls.call(what(), this::object);
        if (!rules.with(now, expected).equals(now)) {
            String manager = FieldManagers.lastForeign(now, kind.rulesField());
            throw new ForeignWriteException(manager, kind.kind().kind() + " " + now.path("metadata").path("name").asText() + " was changed by " + manager
                    + ": it does not share the traffic any more as was set, " + expected.weight() + " % to the canary");
        }
    }

    private String what() {
        return kind.kind().kind() + name.map(object -> " " + object).orElse("");
    }

    private ObjectNode object() throws IOException {
        if (name.isPresent()) {
            return objects.read(name.get()).orElseThrow(() -> TargetException.refusal(what() + " is not there"));
        }
        List<ObjectNode> found = objects.list().stream().filter(rules::any).toList();
        if (found.size() != 1) {
            throw TargetException.refusal("of the " + kind.kind().plural() + " exactly one must lead to the stable version, but these do: "
                    + found.stream().map(each -> each.path("metadata").path("name").asText()).toList() + "; name one");
        }
        return found.get(0);
    }
}
