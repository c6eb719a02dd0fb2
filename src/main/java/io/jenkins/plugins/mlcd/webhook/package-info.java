/**
 * Receives webhooks: a raw request becomes verified, normalised occurrences that are on disk before the reply says so. It knows neither
 * Jenkins nor servlets, so the plugin and the embedded host answer alike. Everything that comes in is hostile until it is verified.
 */
package io.jenkins.plugins.mlcd.webhook;
