package io.jenkins.plugins.mlcd.dataset;

import java.io.Serializable;
import java.util.TreeMap;

/**
 * What was seen of one part.
 *
 * @param path of its directory below the data set, with '/'; {@code .} when it is the data set itself
 * @param samples labelled samples
 * @param unlabelled samples without a class, which are left aside
 * @param invalid rows that are no samples, which are left aside
 * @param sameId samples whose id an earlier one of the part has
 * @param values number of values of its samples; 0 when it is empty, -1 when they differ
 * @param outside values of labelled samples outside of the range that the schema has for their column
 * @param classes labelled samples by class
 * @param keys contents of the labelled samples
 * @param profile of the labelled samples; null when there are none or their sizes differ
 * @param sha256 version of the part, {@code sha256:} over contents and labels in whatever order
 */
public record PartScan(
        String path,
        int samples,
        int unlabelled,
        int invalid,
        int sameId,
        int values,
        long outside,
        TreeMap<String, Integer> classes,
        ContentKeys keys,
        ValueProfile profile,
        String sha256)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The last name of the part's path. */
    public String role() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether models are trained or tested on it; other parts, such as traffic to replay, do not count as data. */
    public boolean counts() {
        return role().equals("train") || role().equals("test");
    }

    /** How many labelled samples have the content of an earlier one. */
    public int repeated() {
        return samples - keys.size();
    }
}
