/**
 * The results store on a SQL database: a SQLite file unless told otherwise. The statements keep to
 * what SQLite and PostgreSQL both understand; what differs is in {@code Dialect}. Imports the port,
 * JDBC and the pool.
 */
@NullMarked
package dev.leeway.store.sql;

import org.jspecify.annotations.NullMarked;
