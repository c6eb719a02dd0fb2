/** What the bench of the local target's proxy needs: clients and model servers that cost next to nothing, and HAProxy as the peer. */
package io.jenkins.plugins.mlcd.bench.proxy;
