/** What a machine and its surroundings must offer for mlcd to work, examined one by one, each with what to do where it does not. */
package io.jenkins.plugins.mlcd.cli.doctor;
