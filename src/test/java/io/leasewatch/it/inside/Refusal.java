package io.leasewatch.it.inside;

/** What tracked methods throw when they are asked to. */
public final class Refusal extends Exception {

    /** The one that REST resources throw, to be known again by their mapper. */
    static final Refusal BY_REST = new Refusal("by REST");

    public Refusal(String message) {
        super(message);
    }
}
