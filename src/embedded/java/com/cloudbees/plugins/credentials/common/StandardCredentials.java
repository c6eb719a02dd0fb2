package com.cloudbees.plugins.credentials.common;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Credentials with words for people. */
public interface StandardCredentials extends IdCredentials {

    @NonNull
    String getDescription();
}
