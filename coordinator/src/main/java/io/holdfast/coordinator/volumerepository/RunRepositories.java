package io.holdfast.coordinator.volumerepository;

/** The repositories of one run: each is opened, or created, and locked when it is first asked for. */
public interface RunRepositories extends AutoCloseable {
    /**
     * The repository of a namespace's volumes; blocks while it is opened. Failures are sentences about the repository:
     * {@code WRONG_PASSWORD} where the Secret does not open it.
     */
    VolumeRepository of(String namespace);

    /** Gives up the locks. */
    @Override
    void close();
}
