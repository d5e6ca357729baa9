/** Every configuration key, declared once with its default, its rule and its meaning. */
@NullMarked
package io.leasewatch.monitor.config;

import org.jspecify.annotations.NullMarked;
