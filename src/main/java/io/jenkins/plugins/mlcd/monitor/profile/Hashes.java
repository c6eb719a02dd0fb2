package io.jenkins.plugins.mlcd.monitor.profile;

/** Well mixed 64-bit hashes for sketches; the same on every machine, as what is merged must be. */
final class Hashes {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Hashes() {}

    /** 0 and -0 are the same number. */
    static long of(double value) {
        return mix(Double.doubleToRawLongBits(value + 0.0));
    }

    /** FNV-1a over the characters, mixed. */
    static long of(String value) {
        long hash = OFFSET;
        for (int i = 0; i < value.length(); i++) {
            hash = (hash ^ value.charAt(i)) * PRIME;
        }
        return mix(hash);
    }

    /** The finaliser of SplittableRandom (Steele, Lea, Flood 2014; Stafford's variant 13). */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
