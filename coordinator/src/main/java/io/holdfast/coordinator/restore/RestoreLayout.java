package io.holdfast.coordinator.restore;

/** Where Velero keeps the objects of one restore, relative to its location's prefix. */
record RestoreLayout(String restore) {
    /** All of the restore's objects, and nothing else, are below it. */
    String folder() {
        return "restores/" + restore + "/";
    }

    String log() {
        return named("-logs.gz");
    }

    String results() {
        return named("-results.gz");
    }

    String resourceList() {
        return named("-resource-list.json.gz");
    }

    String itemOperations() {
        return named("-itemoperations.json.gz");
    }

    String volumeInfo() {
        return folder() + restore + "-volumeinfo.json.gz";
    }

    private String named(String suffix) {
        return folder() + "restore-" + restore + suffix;
    }
}
