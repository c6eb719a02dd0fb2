/** Signed records of promotions, for auditors: what was put into production, what made it, and what proves that nobody changed the record since. */
package io.jenkins.plugins.mlcd.promotion;
