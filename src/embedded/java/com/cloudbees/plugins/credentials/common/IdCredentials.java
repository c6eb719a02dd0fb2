package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.Credentials;
import edu.umd.cs.findbugs.annotations.NonNull;

/** Credentials that are found by a name. */
public interface IdCredentials extends Credentials {

    @NonNull
    String getId();
}
