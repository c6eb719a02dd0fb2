/** What owners are told about the loop: the words and the picture of a message, how many of them, and the form for mail and for chats. */
package io.jenkins.plugins.mlcd.notify;
