/** References as files: made from tables, written, read again, and told to people and programs. */
@NullMarked
package dev.leeway.app.profile;

import org.jspecify.annotations.NullMarked;
