package io.jenkins.plugins.mlcd.monitor.profile;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * About how many different values there are, in at most {@value #REGISTERS} bytes: HyperLogLog (Flajolet, Fusy, Gandouet, Meunier
 * 2007) with the estimator of Ertl (2017, algorithm 6), which has no bias at any size. Merging gives exactly the sketch of
 * the union. Immutable.
 *
 * <p>While few registers are set, those are kept with their indices: a window of a hundred values takes a tenth of the memory. As JSON it is base64 of
 * the registers or, while few are set, of three bytes each: index (two) and register.
 */
public final class DistinctSketch {

    static final int BITS = 11;
    static final int REGISTERS = 1 << BITS;
    private static final int HIGHEST = 64 - BITS + 1;
    private static final int SPARSE_BYTES = 3;
    private static final double STANDARD_ERROR = 1.04 / Math.sqrt(REGISTERS);
    private static final DistinctSketch EMPTY = new DistinctSketch(new byte[0]);

    /** All registers, or three bytes for each that is set, by which is shorter. */
    private final byte[] form;

    private DistinctSketch(byte[] form) {
        this.form = form;
    }

    /** The sketch of no values. */
    public static DistinctSketch empty() {
        return EMPTY;
    }

    /** The sketch of registers that {@link #update} has filled; they are copied. */
    static DistinctSketch of(byte[] registers) {
        int set = 0;
        for (byte register : registers) {
            set += register > 0 ? 1 : 0;
        }
        if (SPARSE_BYTES * set >= REGISTERS) {
            return new DistinctSketch(registers.clone());
        }
        ByteBuffer sparse = ByteBuffer.allocate(SPARSE_BYTES * set);
        for (int i = 0; i < REGISTERS; i++) {
            if (registers[i] > 0) {
                sparse.putShort((short) i).put(registers[i]);
            }
        }
        return new DistinctSketch(sparse.array());
    }

    private byte[] registers() {
        if (form.length == REGISTERS) {
            return form.clone();
        }
        byte[] registers = new byte[REGISTERS];
        for (ByteBuffer sparse = ByteBuffer.wrap(form); sparse.hasRemaining(); ) {
            registers[sparse.getShort()] = sparse.get();
        }
        return registers;
    }

    /** Enters a value, given as a well mixed 64-bit hash. */
    static void update(byte[] registers, long hash) {
        int index = (int) (hash >>> (64 - BITS));
        byte rank = (byte) (Long.numberOfLeadingZeros(hash << BITS | 1L << (BITS - 1)) + 1);
        if (rank > registers[index]) {
            registers[index] = rank;
        }
    }

    /** The estimated number of different values; 0 only when there are none. */
    public double estimate() {
        int[] multiplicity = new int[HIGHEST + 1];
        for (byte register : registers()) {
            multiplicity[register]++;
        }
        double z = REGISTERS * tau(1 - (double) multiplicity[HIGHEST] / REGISTERS);
        for (int k = HIGHEST - 1; k >= 1; k--) {
            z = 0.5 * (z + multiplicity[k]);
        }
        z += REGISTERS * sigma((double) multiplicity[0] / REGISTERS);
        return REGISTERS / (2 * Math.log(2)) * REGISTERS / z;
    }

    /** The standard error of {@link #estimate} as a share of it. */
    public static double standardError() {
        return STANDARD_ERROR;
    }

    /** The sketch of both sets of values together. */
    public DistinctSketch merge(DistinctSketch other) {
        byte[] merged = registers();
        byte[] more = other.registers();
        for (int i = 0; i < REGISTERS; i++) {
            merged[i] = (byte) Math.max(merged[i], more[i]);
        }
        return of(merged);
    }

    private static double sigma(double x) {
        if (x == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double power = x;
        double weight = 1;
        double sum = x;
        double before;
        do {
            power *= power;
            before = sum;
            sum += power * weight;
            weight += weight;
        } while (sum != before);
        return sum;
    }

    private static double tau(double x) {
        if (x == 0 || x == 1) {
            return 0;
        }
        double root = x;
        double weight = 1;
        double sum = 1 - x;
        double before;
        do {
            root = Math.sqrt(root);
            before = sum;
            weight *= 0.5;
            sum -= (1 - root) * (1 - root) * weight;
        } while (sum != before);
        return sum / 3;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DistinctSketch sketch && Arrays.equals(form, sketch.form);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(form);
    }

    @JsonValue
    String toBase64() {
        return Base64.getEncoder().encodeToString(form);
    }

    /** Profiles come from agents and targets: sizes and registers are checked. */
    @JsonCreator
    static DistinctSketch fromBase64(String text) {
        byte[] raw = Base64.getDecoder().decode(text);
        if (raw.length != REGISTERS && (raw.length % SPARSE_BYTES != 0 || raw.length > REGISTERS)) {
            throw new IllegalArgumentException("a sketch of distinct values of " + raw.length + " bytes cannot be");
        }
        byte[] registers = raw.length == REGISTERS ? raw : new byte[REGISTERS];
        for (ByteBuffer sparse = ByteBuffer.wrap(raw); raw != registers && sparse.hasRemaining(); ) {
            int index = sparse.getShort() & 0xFFFF;
            if (index >= REGISTERS) {
                throw new IllegalArgumentException("a sketch of distinct values has no register " + index);
            }
            registers[index] = sparse.get();
        }
        for (byte register : registers) {
            if (register < 0 || register > HIGHEST) {
                throw new IllegalArgumentException("a register of distinct values is 0 to " + HIGHEST + ", but not " + register);
            }
        }
        return of(registers);
    }
}
