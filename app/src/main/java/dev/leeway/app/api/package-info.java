/**
 * What Leeway found, over HTTP: the read-only JSON API on models, verdicts, columns and alerts, and
 * the status page that shows them in a browser. docs/api.md describes both. Imports the store's
 * ports and the web server.
 */
@NullMarked
package dev.leeway.app.api;

import org.jspecify.annotations.NullMarked;
