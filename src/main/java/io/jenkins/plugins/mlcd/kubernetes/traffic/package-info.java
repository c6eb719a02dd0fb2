/**
 * Shares of traffic in a cluster: weights, matches and mirrors of Istio's VirtualServices and the Gateway API's HTTPRoutes. What an object
 * is to become is a pure function of its JSON; only the difference is written.
 */
package io.jenkins.plugins.mlcd.kubernetes.traffic;
