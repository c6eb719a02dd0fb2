package hudson;

import com.thoughtworks.xstream.XStream;
import com.thoughtworks.xstream.XStreamException;
import hudson.util.AtomicFileWriter;
import hudson.util.XStream2;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.function.Supplier;

/** A file that holds one object as XML. Writing is atomic: a reader sees the old content or the new one. */
public final class XmlFile {

    private static final ThreadLocal<Object> TOP = new ThreadLocal<>();

    private final XStream xs;
    private final File file;

    public XmlFile(File file) {
        this(new XStream2(), file);
    }

    public XmlFile(XStream xs, File file) {
        this.xs = xs;
        this.file = file;
    }

    public File getFile() {
        return file;
    }

    public XStream getXStream() {
        return xs;
    }

    public Object read() throws IOException {
        return from(null);
    }

    /** Reads the file into {@code o}, whose fields that the file lacks stay as they are. */
    public Object unmarshal(Object o) throws IOException {
        return from(o);
    }

    private Object from(Object root) throws IOException {
        try (Reader in = readRaw()) {
            return root == null ? xs.fromXML(in) : xs.fromXML(in, root);
        } catch (XStreamException e) {
            throw new IOException("cannot read " + file + ": " + why(e), e);
        }
    }

    public void write(Object o) throws IOException {
        mkdirs();
        Object outer = TOP.get();
        TOP.set(o);
        try (AtomicFileWriter out = new AtomicFileWriter(file.toPath(), StandardCharsets.UTF_8)) {
            out.write("<?xml version='1.1' encoding='UTF-8'?>\n");
            xs.toXML(o, out);
            out.commit();
        } catch (XStreamException e) {
            throw new IOException("cannot write " + file + ": " + why(e), e);
        } finally {
            TOP.set(outer);
        }
    }

    /** What the innermost cause says; XStream's own messages leave out a full disk. */
    private static String why(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** What {@code o} is written as: itself as the object of a file, {@code replacement} inside another object. */
    public static Object replaceIfNotAtTopLevel(Object o, Supplier<Object> replacement) {
        return TOP.get() == null || TOP.get() == o ? o : replacement.get();
    }

    public boolean exists() {
        return file.exists();
    }

    public void delete() throws IOException {
        Files.deleteIfExists(file.toPath());
    }

    public void mkdirs() throws IOException {
        Files.createDirectories(file.getAbsoluteFile().toPath().getParent());
    }

    @Override
    public String toString() {
        return file.toString();
    }

    public Reader readRaw() throws IOException {
        return Files.newBufferedReader(file.toPath());
    }

    public String asString() throws IOException {
        return Files.readString(file.toPath());
    }
}
