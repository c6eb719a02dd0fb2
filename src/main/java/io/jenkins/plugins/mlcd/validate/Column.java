package io.jenkins.plugins.mlcd.validate;

/**
 * A field of the predictions.
 *
 * @param index its place in a row
 * @param name as in the file
 * @param values the values that it has had
 * @param figure whether a check asks for its mean, so that it is a result and no property of a sample
 */
record Column(int index, String name, Dictionary values, boolean figure) {}
