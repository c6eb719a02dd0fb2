package hudson.util;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes beside a file and moves the result onto it at {@link #commit}, so that nobody sees a half-written one. */
public class AtomicFileWriter extends Writer {

    private final Path destination;
    private final Path temporary;
    private final FileChannel channel;
    private final Writer out;

    public AtomicFileWriter(@NonNull Path destinationPath, @NonNull Charset charset) throws IOException {
        destination = destinationPath.toAbsolutePath();
        Files.createDirectories(destination.getParent());
        temporary = Files.createTempFile(destination.getParent(), destination.getFileName() + "-atomic", "tmp");
        channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
        out = new BufferedWriter(Channels.newWriter(channel, charset));
    }

    @Override
    public void write(int c) throws IOException {
        out.write(c);
    }

    @Override
    public void write(String str, int off, int len) throws IOException {
        out.write(str, off, len);
    }

    @Override
    public void write(char[] cbuf, int off, int len) throws IOException {
        out.write(cbuf, off, len);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        try (FileChannel closing = channel; Writer flushing = out) {
            Files.deleteIfExists(temporary);
        }
    }

    public void abort() throws IOException {
        close();
    }

    /** Makes what was written the content of the file, once it is on the disk. */
    public void commit() throws IOException {
        out.flush();
        channel.force(true);
        Files.move(temporary, destination, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public Path getTemporaryPath() {
        return temporary;
    }
}
