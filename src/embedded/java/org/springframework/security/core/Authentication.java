package org.springframework.security.core;

/** Who acts; nobody is told apart here, so it is only ever null. */
public interface Authentication {}
