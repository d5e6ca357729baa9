/** An application like any other, which has never heard of whoever watches it. It keeps its parcels in a database that it defines itself. */
@NullMarked
package org.example.parcels;

import org.jspecify.annotations.NullMarked;
