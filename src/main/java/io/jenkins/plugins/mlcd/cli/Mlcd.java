package io.jenkins.plugins.mlcd.cli;

import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command {@code mlcd}. Exit status: 0 done, 1 failed, 2 called wrongly; a command may add its own above 2. An error is
 * one line on stderr; a stack trace follows only with {@code --debug} or {@code -Dmlcd.debug=true}.
 */
@Command(
        name = "mlcd",
        description = "Retrain, check, roll out and watch models as a delivery pipeline.",
        versionProvider = Mlcd.Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Mlcd implements Runnable {

    static final String DEBUG = "mlcd.debug";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Print the stack trace of an error.")
    void debug(boolean on) {
        System.setProperty(DEBUG, Boolean.toString(on || Boolean.getBoolean(DEBUG)));
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs the command line and returns its exit status. */
    public static int run(String... arguments) {
        if (isVersion(arguments)) {
            System.out.println(new Version().getVersion()[0]);
            return ExitCode.OK;
        }
        Logging.quiet();
        return commandLine(arguments).execute(arguments);
    }

    /** The command line that understands {@code arguments}: with the one subcommand they name, or with all of them. */
    static CommandLine commandLine(String... arguments) {
        CommandLine line = new CommandLine(new Mlcd());
        Optional<Class<?>> only = arguments.length == 0 ? Optional.empty() : Subcommands.find(arguments[0]);
        if (only.isPresent()) {
            line.addSubcommand(arguments[0], only.get());
        } else {
            Subcommands.names().forEach(name -> Subcommands.find(name).ifPresent(type -> line.addSubcommand(name, type)));
        }
        line.setParameterExceptionHandler((error, args) -> usage(error.getCommandLine(), error));
        line.setExecutionExceptionHandler((error, command, result) -> failure(command, error));
        return line.setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static boolean isVersion(String... arguments) {
        return arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int usage(CommandLine command, ParameterException error) {
        if (error instanceof UnmatchedArgumentException unmatched && command.getParent() == null && !unmatched.isUnknownOption()) {
            String commands = String.join(", ", command.getSubcommands().keySet());
            return report(command, new UsageException("there is no command '" + unmatched.getUnmatched().get(0) + "'; there are " + commands), ExitCode.USAGE, "");
        }
        return report(command, error, ExitCode.USAGE, " (" + command.getCommandSpec().qualifiedName() + " --help)");
    }

    private static int failure(CommandLine command, Exception error) {
        boolean misuse = error instanceof UsageException || error instanceof ParameterException;
        return report(command, error, misuse ? ExitCode.USAGE : ExitCode.SOFTWARE, "");
    }

    private static int report(CommandLine command, Exception error, int status, String hint) {
        PrintWriter err = command.getErr();
        err.println("mlcd: " + sentence(error) + hint);
        if (Boolean.getBoolean(DEBUG)) {
            error.printStackTrace(err);
        }
        err.flush();
        return status;
    }

    /** The message of {@code error} as one line; where Java's message is only a file name, with what is wrong with it. */
    static String sentence(Throwable error) {
        if (error instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file or directory";
        }
        if (error instanceof FileSystemException file && file.getReason() == null) {
            return file.getFile() + ": " + error.getClass().getSimpleName();
        }
        String message = error.getMessage() == null ? error.getClass().getName() : error.getMessage();
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** The version that the jar's manifest states. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Mlcd.class.getPackage().getImplementationVersion();
            return new String[] {"mlcd " + (version == null ? "(not packaged)" : version)};
        }
    }
}
