/**
 * What outlives a build: the registry of model versions and who is in production, the inbox of causes that start
 * builds, and the lineage of a model.
 */
package io.jenkins.plugins.mlcd.loop;
