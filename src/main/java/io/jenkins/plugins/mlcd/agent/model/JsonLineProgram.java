package io.jenkins.plugins.mlcd.agent.model;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * A program that answers each line with a line, in order. It is started anew after it ended or was ended: at once the first time, and from then on
 * after a wait that doubles up to a minute until it answers again. What it prints on standard error goes to the log. Not safe for use by several
 * threads.
 */
final class JsonLineProgram implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(JsonLineProgram.class.getName());
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int MAX_LOGGED = 1_000;

    /** More than any answer needs; a program that floods its output is ended. */
    private static final int MAX_ANSWER = 1 << 20;

    private final Path directory;
    private final List<String> command;
    private final Duration patience;
    private Running running;
    private int failures;
    private long notBefore = System.nanoTime();
    private String lastEnd = "";

    /**
     * @param directory in which it runs
     * @param patience longest time from one answer to the next
     */
    JsonLineProgram(Path directory, List<String> command, Duration patience) throws IOException {
        this.directory = directory;
        this.command = List.copyOf(command);
        this.patience = patience;
        this.running = new Running();
    }

    /**
     * The answers to {@code lines}. All are sent at once, so that the program need not wait for the next one.
     *
     * @throws ModelUnavailableException when it ends, answers too late, or has not been started again yet
     */
    List<String> ask(List<String> lines) {
        start();
        running.send(lines);
        List<String> answers = new ArrayList<>(lines.size());
        while (answers.size() < lines.size()) {
            String answer = running.answer();
            if (answer == null) {
                throw fail(running.process.isAlive() ? "no answer came within " + patience.toMillis() / 1e3 + " s" : running.end());
            }
            answers.add(answer);
        }
        failures = 0;
        return answers;
    }

    /** Ends the program, which does not keep to the rules; the next question starts it again. */
    ModelUnavailableException fail(String why) {
        return fail(why, "");
    }

    /** @param detail for the caller only: what the program said may hold what a log must not */
    ModelUnavailableException fail(String why, String detail) {
        running.kill();
        failures++;
        lastEnd = why;
        Duration wait = failures == 1 ? Duration.ZERO : wait(failures - 1);
        notBefore = System.nanoTime() + wait.toNanos();
        LOGGER.warning(() -> "the model's command failed: " + why + "; it is started again " + (wait.isZero() ? "with the next request" : "in " + wait.toSeconds() + " s"));
        return new ModelUnavailableException("the model's command " + command + " failed: " + why + detail, wait, null);
    }

    private static Duration wait(int after) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(after - 1, 10));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private void start() {
        if (running.process.isAlive()) {
            return;
        }
        long left = notBefore - System.nanoTime();
        if (left > 0) {
            Duration wait = Duration.ofNanos(left);
            throw new ModelUnavailableException("the model's command failed (" + lastEnd + "); it is started again in "
                    + Math.max(1, wait.toSeconds()) + " s", wait, null);
        }
        running.kill();
        try {
            running = new Running();
        } catch (IOException e) {
            throw fail(e.getMessage());
        }
    }

    @Override
    public void close() {
        running.close();
    }

    /** One life of the program. */
    private final class Running {
        private final Process process;
        private final BlockingQueue<String> questions = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        private final Thread writer;
        private volatile String lastError = "";

        Running() throws IOException {
            try {
                process = new ProcessBuilder(command).directory(directory.toFile()).start();
            } catch (IOException e) {
                throw new IOException("the model's command '" + String.join(" ", command) + "' cannot be started (" + e.getMessage() + ")", e);
            }
            writer = thread("questions", this::write);
            thread("answers", this::read);
            thread("errors", this::log);
        }

        private Thread thread(String what, Runnable work) {
            Thread thread = new Thread(work, what + " of " + command.get(0));
            thread.setDaemon(true);
            thread.start();
            return thread;
        }

        void send(List<String> lines) {
            questions.addAll(lines);
        }

        /** The next answer; null when it did not come in time or the program ended. */
        String answer() {
            long until = System.nanoTime() + patience.toNanos();
            try {
                String answer = null;
                while (answer == null && System.nanoTime() < until) {
                    boolean alive = process.isAlive();
                    answer = answers.poll(alive ? Math.min(20_000_000, Math.max(1, until - System.nanoTime())) : 200_000_000, TimeUnit.NANOSECONDS);
                    if (answer == null && !alive) {
                        return null;
                    }
                }
                return answer;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }

        private void write() {
            try (BufferedWriter to = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8))) {
                while (true) {
                    to.write(questions.take());
                    to.newLine();
                    if (questions.isEmpty()) {
                        to.flush();
                    }
                }
            } catch (IOException e) {
                LOGGER.fine(() -> "the model's command reads no more: " + e.getMessage());
            } catch (InterruptedException e) {
                LOGGER.fine("the model's command gets no more questions");
            }
        }

        private void read() {
            try (BufferedReader from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                StringBuilder line = new StringBuilder();
                for (int c = from.read(); c >= 0 && line.length() <= MAX_ANSWER; c = from.read()) {
                    if (c != '\n') {
                        line.append((char) c);
                    } else {
                        if (!line.toString().isBlank()) {
                            answers.add(line.toString());
                        }
                        line.setLength(0);
                    }
                }
                if (line.length() > MAX_ANSWER) {
                    lastError = "an answer is longer than " + MAX_ANSWER + " characters";
                    process.destroyForcibly();
                }
            } catch (IOException e) {
                LOGGER.fine(() -> "the model's command writes no more: " + e.getMessage());
            }
        }

        private void log() {
            try (BufferedReader from = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
                for (String line = from.readLine(); line != null; line = from.readLine()) {
                    String logged = line.length() <= MAX_LOGGED ? line : line.substring(0, MAX_LOGGED) + "...";
                    lastError = logged.isBlank() ? lastError : logged;
                    LOGGER.info(() -> command.get(0) + ": " + logged);
                }
            } catch (IOException e) {
                LOGGER.fine(() -> "the model's command logs no more: " + e.getMessage());
            }
        }

        /** How it ended, with its last word. */
        String end() {
            return "it ended with status " + process.exitValue() + (lastError.isEmpty() ? "" : ": " + lastError);
        }

        void kill() {
            writer.interrupt();
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            try {
                process.waitFor(2, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Lets it end by itself, as it should when its input ends, and else ends it. */
        void close() {
            try {
                writer.interrupt();
                process.getOutputStream().close();
                if (process.waitFor(2, TimeUnit.SECONDS)) {
                    return;
                }
            } catch (IOException e) {
                LOGGER.fine(() -> "the model's command had ended already: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            kill();
        }
    }
}
