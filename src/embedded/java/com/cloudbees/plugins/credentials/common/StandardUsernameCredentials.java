package com.cloudbees.plugins.credentials.common;

/** A user's name that is found by an id. */
public interface StandardUsernameCredentials extends StandardCredentials, UsernameCredentials {}
