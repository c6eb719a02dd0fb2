package org.htmlunit.html;

public abstract class HtmlPage implements org.htmlunit.Page {}
