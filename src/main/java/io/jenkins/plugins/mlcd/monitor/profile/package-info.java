/**
 * Profiles: summaries of samples in bounded memory that merge, made of training data, of files and of windows of traffic,
 * and compared by the rules of {@code monitor.rules}.
 */
package io.jenkins.plugins.mlcd.monitor.profile;
