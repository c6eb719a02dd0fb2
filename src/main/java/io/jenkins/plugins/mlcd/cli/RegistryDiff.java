package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.loop.RegistryView.Difference;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mlcd registry diff digits:41 digits:42}: in what two versions differ, and in what that which made them does. */
@Command(name = "diff", mixinStandardHelpOptions = true, description = "Shows in what two versions of a job differ.")
final class RegistryDiff implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RegistryPlace place;

    @Parameters(index = "0", paramLabel = "VERSION", description = "Such as digits:41 or digits@production.")
    private String left;

    @Parameters(index = "1", paramLabel = "VERSION", description = "The other one.")
    private String right;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        RegistryPlace.Found one = place.find(left);
        RegistryPlace.Found other = place.find(right);
        if (!one.job().equals(other.job())) {
            throw new UsageException("'" + left + "' is of job " + one.job() + ", '" + right + "' of job " + other.job() + "; only versions of one job can be compared");
        }
        List<Difference> differences = one.view().diff(one.version(), other.version());
        if (json) {
            out.println(Json.line(differences));
        } else {
            TextTable table = new TextTable("field", one.version().id(), other.version().id());
            differences.forEach(d -> table.row(d.field(), d.left().orElse("-"), d.right().orElse("-")));
            table.print(out);
        }
        out.flush();
        return 0;
    }
}
