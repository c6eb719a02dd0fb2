package com.cloudbees.plugins.credentials.common;

/** A user's name with a password, found by an id. */
public interface StandardUsernamePasswordCredentials extends StandardUsernameCredentials, UsernamePasswordCredentials {}
