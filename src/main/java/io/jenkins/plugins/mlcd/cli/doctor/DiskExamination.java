package io.jenkins.plugins.mlcd.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Whether a directory can be written and has room.
 *
 * @param what it is for
 * @param directory which need not exist yet
 * @param room how many bytes the file system of a directory has left
 */
public record DiskExamination(String what, Path directory, Room room) implements Examination {

    private static final long LITTLE = 5L << 30;
    private static final long TOO_LITTLE = 512L << 20;

    /** Free bytes around a directory. */
    @FunctionalInterface
    public interface Room {
        long bytes(Path directory) throws IOException;
    }

    public static DiskExamination of(String what, Path directory) {
        return new DiskExamination(what, directory, existing -> Files.getFileStore(existing).getUsableSpace());
    }

    @Override
    public List<Diagnosis> examine() {
        Path existing = directory.toAbsolutePath().normalize();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            return List.of(Diagnosis.fail(what, existing + " cannot be written", "Give its owner the right to write there, or choose another directory."));
        }
        try {
            return List.of(judge(existing, room.bytes(existing)));
        } catch (IOException e) {
            return List.of(Diagnosis.warn(what, "the room at " + existing + " is not known: " + Examination.words(e), "See yourself that 5 GiB are free."));
        }
    }

    private Diagnosis judge(Path existing, long bytes) {
        String seen = String.format(Locale.ROOT, "%.1f GiB free at %s", bytes / (double) (1L << 30), existing);
        if (bytes < TOO_LITTLE) {
            return Diagnosis.fail(what, seen, "Free some: natives take 0.5 GiB, and every kept model and build some more.");
        }
        return bytes < LITTLE ? Diagnosis.warn(what, seen, "Free some, or keep fewer builds and models: a run of the example takes about 1 GiB.") : Diagnosis.ok(what, seen);
    }
}
