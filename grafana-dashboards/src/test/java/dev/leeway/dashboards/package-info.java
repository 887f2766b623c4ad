/**
 * Checks of what this repository ships beside its code: dashboards, Prometheus rules, the compose
 * file and the pages that explain them. They must name only metrics, files and anchors that exist.
 */
@NullMarked
package dev.leeway.dashboards;

import org.jspecify.annotations.NullMarked;
