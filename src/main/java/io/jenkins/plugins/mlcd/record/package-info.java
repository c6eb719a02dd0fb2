/**
 * The ground floor: append-only logs, JSON codecs and the layout of what a build leaves behind. Every stage appends its
 * facts here before it acts on them; nothing in this package knows Jenkins or any stage.
 */
package io.jenkins.plugins.mlcd.record;
