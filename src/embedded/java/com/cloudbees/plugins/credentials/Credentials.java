package com.cloudbees.plugins.credentials;

import java.io.Serializable;

/** Something secret that lets one in. */
public interface Credentials extends Serializable {}
