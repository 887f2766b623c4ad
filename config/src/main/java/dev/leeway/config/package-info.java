/**
 * What more than one process reads of the configuration: the clusters, and how models are watched.
 * May see core and schemas.
 */
@NullMarked
package dev.leeway.config;

import org.jspecify.annotations.NullMarked;
