/**
 * A deployment target on one machine: model servers, each a process of its own, behind a weighted reverse proxy, and an
 * admin API that deploys, shifts traffic and reports.
 */
package io.jenkins.plugins.mlcd.agent.target;
