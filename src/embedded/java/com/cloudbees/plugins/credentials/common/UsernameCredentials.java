package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.Credentials;
import edu.umd.cs.findbugs.annotations.NonNull;

/** Credentials that name a user. */
public interface UsernameCredentials extends Credentials {

    @NonNull
    String getUsername();
}
