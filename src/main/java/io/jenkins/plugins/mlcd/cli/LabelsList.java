package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.labels.LabelQueue;
import io.jenkins.plugins.mlcd.labels.LabelState;
import io.jenkins.plugins.mlcd.labels.QueuedSample;
import io.jenkins.plugins.mlcd.labels.Settlement;
import io.jenkins.plugins.mlcd.labels.Vote;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd labels list}: the samples of a queue and what was said of them. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the samples of a queue.")
final class LabelsList implements Callable<Integer> {

    private static final int SHORT = 12;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LabelsPlace place;

    @Option(names = "--state", paramLabel = "STATE", description = "Only those that are waiting, claimed, labelled, disagreed, settled, skipped or 'set aside'.")
    private Optional<String> state = Optional.empty();

    @Override
    public Integer call() throws IOException {
        LabelQueue queue = place.one();
        int agreement = queue.view().settings().map(settings -> settings.agreement()).orElse(1);
        TextTable table = new TextTable("sample", "state", "label", "by", "why it is asked");
        try {
            for (QueuedSample sample : queue.samples(state.map(LabelState::of))) {
                Optional<Settlement> settled = sample.settlement(agreement);
                table.row(sample.sample().content().substring(0, SHORT), sample.state(agreement, Instant.now()).word(), settled.map(each -> each.label().isEmpty() ? "(none)" : each.label()).orElse(""),
                        sample.votes().stream().map(Vote::by).collect(Collectors.joining(" ")), sample.aside().orElse(sample.sample().reason()));
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        table.print(spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
