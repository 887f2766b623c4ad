/**
 * A flight-delay service played in front of Leeway: real flights, a small real model, one planted
 * incident. It talks to Leeway as any service would, by HTTP and webhooks.
 */
@NullMarked
package dev.leeway.app.demo;

import org.jspecify.annotations.NullMarked;
