package io.holdfast.architecture.wrong.scan;

import software.amazon.awssdk.services.s3.S3Client;

/** Reaches for the bucket from the middle of the data path. */
record SeesS3(S3Client client) {}
