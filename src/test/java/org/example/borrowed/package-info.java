/** An application that takes its connections through libraries in {@code WEB-INF/lib}. It has never heard of Leasewatch. */
@NullMarked
package org.example.borrowed;

import org.jspecify.annotations.NullMarked;
