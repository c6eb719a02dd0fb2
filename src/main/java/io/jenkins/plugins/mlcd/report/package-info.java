/**
 * Turns the record of a job into one document and one self-contained page. It reads files only and knows no stage's
 * classes, so a record from any version or machine can be reported. The same scripts draw the pages in Jenkins.
 */
package io.jenkins.plugins.mlcd.report;
