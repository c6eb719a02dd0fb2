package hudson.util;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.File;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.StringJoiner;

/** A command line, some of whose words may not be shown. */
public class ArgumentListBuilder implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    private List<String> args = new ArrayList<>();
    private BitSet mask = new BitSet();

    public ArgumentListBuilder() {
    }

    public ArgumentListBuilder(String... args) {
        add(args);
    }

    public ArgumentListBuilder add(Object a) {
        return add(a.toString());
    }

    public ArgumentListBuilder add(File f) {
        return add(f.getAbsolutePath());
    }

    public ArgumentListBuilder add(String a) {
        return add(a, false);
    }

    /** Adds a word unless it is null; {@code mask} keeps it out of logs. */
    public ArgumentListBuilder add(String a, boolean mask) {
        if (a != null) {
            this.mask.set(args.size(), mask);
            args.add(a);
        }
        return this;
    }

    public ArgumentListBuilder add(String... args) {
        for (String arg : args) {
            add(arg);
        }
        return this;
    }

    public ArgumentListBuilder add(@NonNull Iterable<String> args) {
        args.forEach(this::add);
        return this;
    }

    public ArgumentListBuilder addKeyValuePair(String prefix, String key, String value, boolean mask) {
        return key == null ? this : add((prefix == null ? "-D" : prefix) + key + "=" + value, mask);
    }

    public String[] toCommandArray() {
        return args.toArray(new String[0]);
    }

    public List<String> toList() {
        return List.copyOf(args);
    }

    public void clear() {
        args.clear();
        mask.clear();
    }

    public boolean hasMaskedArguments() {
        return !mask.isEmpty();
    }

    public boolean[] toMaskArray() {
        boolean[] masked = new boolean[args.size()];
        for (int i = 0; i < masked.length; i++) {
            masked[i] = mask.get(i);
        }
        return masked;
    }

    public void addMasked(String string) {
        add(string, true);
    }

    public ArgumentListBuilder addMasked(Secret s) {
        return add(Secret.toString(s), true);
    }

    @Override
    public ArgumentListBuilder clone() {
        try {
            ArgumentListBuilder copy = (ArgumentListBuilder) super.clone();
            copy.args = new ArrayList<>(args);
            copy.mask = (BitSet) mask.clone();
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String toString() {
        StringJoiner words = new StringJoiner(" ");
        for (int i = 0; i < args.size(); i++) {
            words.add(mask.get(i) ? "******" : args.get(i));
        }
        return words.toString();
    }
}
