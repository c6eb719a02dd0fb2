/**
 * How well a model does in production: from true labels, which come late, and from calibrated confidence where there are none. Pure
 * functions of the reference, the window and what the rule carried on.
 */
package io.jenkins.plugins.mlcd.monitor.performance;
