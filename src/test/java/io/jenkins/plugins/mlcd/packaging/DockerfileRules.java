package io.jenkins.plugins.mlcd.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a Dockerfile of ours may not do, one sentence for each breach. */
final class DockerfileRules {

    private static final Pattern PINNED = Pattern.compile("[\\w./-]+(:[\\w.-]*\\d[\\w.-]*)(@sha256:[0-9a-f]{64})?|[\\w./-]+(:[\\w.-]+)?@sha256:[0-9a-f]{64}");
    private static final List<String> APPLICATION = List.of("mlcd", "target/", "python/");

    private DockerfileRules() {}

    /** One instruction with its continued lines. */
    record Instruction(String word, String rest) {}

    static List<Instruction> parse(String text) {
        List<Instruction> instructions = new ArrayList<>();
        String joined = text.replaceAll("(?m)^\\s*#.*\\R", "").replaceAll("\\\\\\R\\s*", " ");
        for (String line : joined.lines().map(String::strip).filter(line -> !line.isEmpty()).toList()) {
            String[] parts = line.split("\\s+", 2);
            instructions.add(new Instruction(parts[0], parts.length > 1 ? parts[1] : ""));
        }
        return instructions;
    }

    static List<String> breaches(String text) {
        List<String> found = new ArrayList<>();
        List<Instruction> all = parse(text);
        for (Instruction instruction : all) {
            check(instruction, all, found);
        }
        checkUser(all, found);
        checkOrder(all, found);
        return found;
    }

    private static void check(Instruction instruction, List<Instruction> all, List<String> found) {
        String rest = instruction.rest();
        switch (instruction.word()) {
            case "FROM" -> {
                String image = rest.split("\\s+")[0];
                if (!PINNED.matcher(image).matches() || image.contains(":latest")) {
                    found.add("the image " + image + " is not pinned");
                }
            }
            case "ADD" -> found.add("ADD is used: " + rest);
            case "RUN" -> checkRun(rest, all, found);
            case "ENTRYPOINT", "CMD" -> {
                if (!rest.startsWith("[")) {
                    found.add(instruction.word() + " is no list, so that signals go to a shell");
                }
            }
            case "ENV", "ARG" -> {
                if (Pattern.compile("(?i)(password|secret|token|credential)\\w*=\\S").matcher(rest).find()) {
                    found.add("a secret stands in " + instruction.word());
                }
            }
            default -> { }
        }
    }

    private static void checkRun(String rest, List<Instruction> all, List<String> found) {
        if (rest.contains("apt-get install")) {
            if (!rest.contains("--no-install-recommends")) {
                found.add("apt-get installs what is only recommended");
            }
            if (!rest.matches(".*apt-get install [^&]*--snapshot .*")) {
                found.add("apt-get installs whatever is newest");
            }
            if (!rest.contains("rm -rf /var/lib/apt/lists/*")) {
                found.add("package lists stay in the layer");
            }
        }
        if (rest.matches(".*\\b(curl|wget)\\b.*") && !rest.contains("sha256sum")) {
            found.add("something is downloaded without a checksum");
        }
        if (rest.matches(".*[^|]\\|[^|].*") && all.stream().noneMatch(one -> one.word().equals("SHELL") && one.rest().contains("pipefail"))) {
            found.add("a pipe hides failures without pipefail");
        }
        if (rest.matches(".*\\b(sudo|pip install|chmod 777)\\b.*")) {
            found.add("RUN uses sudo, pip or chmod 777");
        }
    }

    private static void checkUser(List<Instruction> all, List<String> found) {
        String user = all.stream().filter(one -> one.word().equals("USER")).map(Instruction::rest).reduce("root", (first, last) -> last);
        if (!user.matches("[1-9]\\d*(:[1-9]\\d*)?")) {
            found.add("it runs as '" + user + "'; a number other than 0 is needed, which runAsNonRoot can check");
        }
    }

    /** What is built anew each day comes after everything else, so that the layers below stay. */
    private static void checkOrder(List<Instruction> all, List<String> found) {
        boolean application = false;
        for (Instruction one : all) {
            boolean copies = one.word().equals("COPY") && !one.rest().startsWith("--from");
            if (copies && APPLICATION.contains(one.rest().split("\\s+")[0])) {
                application = true;
            } else if (application && (copies || one.word().equals("RUN"))) {
                found.add(one.word() + " " + one.rest().split("\\s+")[0] + " comes after the application, and is repeated with each build of it");
            }
        }
    }
}
