/**
 * What pages ask of studies: a compact index of their trials that follows the growing record, queries that sort, filter and page on
 * the server, samples that keep the extremes, and the importance of parameters. It reads the record only, and knows no stage's classes.
 */
package io.jenkins.plugins.mlcd.view;
