/**
 * What rules decide on made-up traffic: how often each cries without drift, and after how many
 * events it finds a drift. Our rule runs on the production classes; the rules of other tools are
 * written here after their documented defaults.
 */
@NullMarked
package dev.leeway.bench.decisions;

import org.jspecify.annotations.NullMarked;
