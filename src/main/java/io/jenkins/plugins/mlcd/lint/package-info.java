/** Finds what is wrong with a policy before it decides anything, and replays a policy on recorded builds. Pure functions. */
package io.jenkins.plugins.mlcd.lint;
