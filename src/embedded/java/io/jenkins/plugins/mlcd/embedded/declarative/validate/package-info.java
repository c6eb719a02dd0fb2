/** Finds the mistakes of a Declarative Jenkinsfile in its syntax tree, before anything runs, by the rules of Jenkins' own validator. */
package io.jenkins.plugins.mlcd.embedded.declarative.validate;
