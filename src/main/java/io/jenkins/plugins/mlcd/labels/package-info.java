/** Closing the loop with people: which samples of production are worth a label, the queue in which people give them, and the part of a data set that they become. */
package io.jenkins.plugins.mlcd.labels;
