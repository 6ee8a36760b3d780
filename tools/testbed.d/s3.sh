# An S3 server on the bridge: a bucket is a folder below $state/s3.
s3_endpoint=http://$host:7070
s3_region=us-east-1
s3_bucket=velero
s3_access=testbed
s3_secret=testbedsecret

s3() {
  build versitygw
  network
  mkdir -p "$state/s3/$s3_bucket"
  start s3 "$cache/versitygw" --access $s3_access --secret $s3_secret --region $s3_region --port "${s3_endpoint#http://}" --quiet posix "$state/s3"
  await_of s3 30 curl -s -o /dev/null -m 2 "$s3_endpoint"
}
stop_s3() {
  stop s3
  rm -rf --one-file-system "$state/s3"
}
