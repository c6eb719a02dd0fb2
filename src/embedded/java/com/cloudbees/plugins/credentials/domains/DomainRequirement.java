package com.cloudbees.plugins.credentials.domains;

import java.io.Serializable;

/** What credentials are needed for. */
public class DomainRequirement implements Serializable {

    private static final long serialVersionUID = 1L;
}
