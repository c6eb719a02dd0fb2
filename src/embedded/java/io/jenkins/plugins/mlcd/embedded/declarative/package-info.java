/**
 * Declarative Pipeline: {@code pipeline { ... }}. {@link io.jenkins.plugins.mlcd.embedded.declarative.validate} reads the syntax tree and
 * finds mistakes before anything runs; this package runs what it let pass. Sections are closures that are evaluated when their
 * turn comes, so that they see the environment of that moment.
 */
package io.jenkins.plugins.mlcd.embedded.declarative;
