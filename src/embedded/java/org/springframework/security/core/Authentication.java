package org.springframework.security.core;

/** Who acts; nobody is told apart here, so it makes no difference. */
public interface Authentication {}
