/** Tells owners what happens: listens to the inbox and to builds, and sends mail by Jenkins' configuration and posts to chats. */
package io.jenkins.plugins.mlcd.jenkins.notify;
