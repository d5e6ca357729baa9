package io.leasewatch.agent.advice;

/** The field that woven classes get. A field on the object itself saves a map from handles to leases. */
public final class AddedField {

    public static final String NAME = "leasewatch$kept";

    private AddedField() {}
}
