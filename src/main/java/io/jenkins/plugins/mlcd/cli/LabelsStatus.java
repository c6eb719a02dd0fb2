package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.labels.LabelQueue;
import io.jenkins.plugins.mlcd.labels.LabelState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mlcd labels status}: how many samples of each queue are in which state. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "How far each queue is.")
final class LabelsStatus implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private LabelsPlace place;

    @Override
    public Integer call() throws IOException {
        TextTable table = new TextTable(Stream.concat(Stream.of("job", "model"), Stream.concat(Arrays.stream(LabelState.values()).map(LabelState::word), Stream.of("new"))).toArray(String[]::new));
        for (Map.Entry<String, LabelQueue> queue : place.queues().entrySet()) {
            LabelQueue.View view = queue.getValue().view();
            List<String> row = new ArrayList<>(List.of(queue.getKey().substring(0, queue.getKey().lastIndexOf(' ')), queue.getValue().model()));
            view.counts().values().forEach(count -> row.add(Integer.toString(count)));
            row.add(Integer.toString(view.fresh()));
            table.row(row.toArray(String[]::new));
        }
        table.print(spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
