/** Compiles a Jenkinsfile and gives its code what Jenkins gives it: steps, symbols, {@code env}, {@code params}, {@code currentBuild}. */
package io.jenkins.plugins.mlcd.embedded.script;
