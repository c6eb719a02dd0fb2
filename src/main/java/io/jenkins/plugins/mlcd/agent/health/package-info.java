/** Whether a model server stays well: on malformed requests, and over many good ones. */
package io.jenkins.plugins.mlcd.agent.health;
