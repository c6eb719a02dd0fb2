package hudson.security;

public abstract class AuthorizationStrategy {}
