package io.holdfast.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.integration.program.Finished;
import io.holdfast.integration.program.Program;
import io.holdfast.integration.program.Shell;
import io.holdfast.integration.repository.LocalRepository;
import io.holdfast.integration.workload.SampleFiles;
import io.holdfast.integration.workload.Scratch;
import io.holdfast.integration.workload.TreeListing;
import io.holdfast.objectstore.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each trouble is one sentence that names the thing and the remedy, has its exit code, and harms nothing that is stored. */
class RepoTroubleIT {
    /** Files, and a repository that has them: each test spoils a copy. */
    private static final Scratch ORIGINAL = Scratch.create();

    private final Scratch scratch = Scratch.create();
    private final Path files = scratch.resolve("files");
    private final LocalRepository repository = LocalRepository.in(scratch.resolve("repository"));

    @BeforeAll
    static void storeSomething() {
        String original = ORIGINAL.resolve("files").toString();
        Shell.here().run("mkdir \"$1\"", original);
        SampleFiles.FEW.into(Shell.here(), original);
        LocalRepository.make(ORIGINAL.resolve("repository")).run("backup", original);
    }

    @BeforeEach
    void copy() {
        Shell.here()
                .run(
                        "cp -a \"$1/.\" \"$2\"",
                        ORIGINAL.path().toString(),
                        scratch.path().toString());
    }

    @AfterEach
    void clear() {
        scratch.close();
    }

    @AfterAll
    static void clearOriginal() {
        ORIGINAL.close();
    }

    @Test
    void shouldRefuseAWrongPassword() {
        says(repository.with("wrong").tryRun("backup", files.toString()), 12, repository.place(), "password");
        unharmed();
    }

    @Test
    void shouldTellThatThereIsNoRepository() {
        LocalRepository nowhere = LocalRepository.in(scratch.resolve("nowhere"));
        says(nowhere.tryRun("backup", files.toString()), 10, nowhere.place(), "make one");
        assertThat(nowhere.folder()).doesNotExist();
    }

    @Test
    void shouldSayThatMemoryHasRunOut() {
        Program backup = repository.tool().with("HOLDFAST_JAVA_OPTS", "-Xmx32m");
        says(backup.run("backup", files.toString()), 1, "memory has run out", "HOLDFAST_JAVA_OPTS=-Xmx1g");
        unharmed();
    }

    @Test
    void shouldRefuseAnOldRepository() {
        LocalRepository old = LocalRepository.in(scratch.resolve("old"));
        old.restic().run("init", "--repository-version", "1");
        says(old.tryRun("backup", files.toString()), 1, old.place(), "version 1", "migrate upgrade_repo_v2");
        old.restic().check();
    }

    @Test
    void shouldNameADamagedIndex() {
        spoil("index", 100);
        says(repository.tryRun("backup", files.toString()), 1, "index", "repair index");
        says(repository.tryRun("check"), 1, "index", "repair index");
        repository.restic().run("repair", "index");
        unharmed();
    }

    @Test
    void shouldNameADamagedPack() {
        Path pack = spoil("data", 1000);
        Finished check = repository.tryRun("check", "--read-data");
        says(check, 1, pack.getFileName().toString(), "damaged", "in 1 snapshot (");
        Finished restore = repository.tryRun(
                "restore", "latest", "--target", scratch.resolve("restored").toString());
        assertThat(restore.exitCode()).as(restore.toString()).isIn(1, 3);
        assertThat(restore.errors()).contains(pack.getFileName().toString()).doesNotContain("\tat ");
        assertThat(Pattern.compile("[0-9a-f]{8}:/([^, ;]+)")
                        .matcher(check.errors())
                        .results())
                .as(check.errors())
                .isNotEmpty()
                .allSatisfy(named -> assertThat(restore.errors()).contains(named.group(1)));
    }

    @Test
    void shouldReadAsMuchAsIsAskedFor() {
        spoil("data", 1000);
        assertThat(repository.run("check").output()).contains("no errors");
        says(repository.tryRun("check", "--read-data-subset", "100%"), 1, "reading ", "damaged");
        says(repository.tryRun("check", "--read-data-subset", "1G"), 1, "damaged");
        assertThat(repository.tryRun("check", "--read-data-subset", "1/2").exitCode()
                        + repository
                                .tryRun("check", "--read-data-subset", "2/2")
                                .exitCode())
                .as("the damaged pack is in one of both parts")
                .isEqualTo(1);
        says(repository.tryRun("check", "--read-data", "--read-data-subset", "5%"), 2, "give one of them");
        says(repository.tryRun("check", "--read-data-subset", "0/3"), 2, "5%", "2/7", "500M");
    }

    @Test
    void shouldKeepWhatItCanReadAndNameWhatItCannot() {
        Shell.here()
                .run(
                        "cd \"$1\"; mkdir closed; echo x > closed/in; echo x > secret; chmod 0 closed secret",
                        files.toString());
        Program unprivileged = unprivileged(repository.tool());

        Finished backup = unprivileged.run("backup", files.toString());

        says(backup, 3, "secret", "closed", "incomplete");
        Shell.here().run("chmod 755 \"$1\"", files.toString());
        repository.restic().check();
        repository.restic().restore("latest", scratch.resolve("restored"));
        assertThat(TreeListing.of(Shell.here(), scratch.resolve("restored").toString())
                        .without("closed")
                        .files())
                .doesNotContainKey("secret")
                .hasSizeGreaterThan(100);
    }

    @Test
    void shouldSurviveAFullDisk() {
        Path small = scratch.resolve("small");
        Shell.here().run("mkdir \"$1\"; mount -t tmpfs -o size=24m none \"$1\"", small.toString());
        try {
            LocalRepository tight = LocalRepository.make(small.resolve("repository"));
            Path little = scratch.resolve("little");
            Shell.here().run("mkdir \"$1\"; head -c 1000000 /dev/urandom > \"$1/kept\"", little.toString());
            tight.run("backup", little.toString());
            Shell.here().run("head -c 60000000 /dev/urandom > \"$1/too-much\"", files.toString());

            says(tight.tryRun("backup", files.toString()), 1, "space", tight.place());

            Shell.here()
                    .run(
                            "find \"$1/data\" -name '*.tmp' -delete; mount -o remount,size=64m \"$2\"",
                            tight.place(),
                            small.toString());
            tight.restic().check();
            tight.restic().restore("latest", scratch.resolve("restored"));
            assertThat(TreeListing.of(Shell.here(), scratch.resolve("restored").toString())
                            .without("")
                            .differencesFrom(TreeListing.of(Shell.here(), little.toString())
                                    .without("")))
                    .isEmpty();
        } finally {
            Shell.here().run("umount \"$1\"", small.toString());
        }
    }

    @Test
    void shouldTellWhatIsWrongWithABucket() throws Exception {
        Path folder = scratch.resolve("s3");
        try (S3Server server = S3Server.start(folder)) {
            Program tool = LocalRepository.in(scratch.resolve("unused"))
                    .tool()
                    .with("RESTIC_REPOSITORY", "s3:" + server.endpoint() + "/" + S3Server.BUCKET + "/restic");
            Program known = tool.with("AWS_ACCESS_KEY_ID", S3Server.CREDENTIALS.accessKeyId())
                    .with("AWS_SECRET_ACCESS_KEY", S3Server.CREDENTIALS.secretAccessKey());
            known.run("init").succeeded();
            known.run("backup", files.toString()).succeeded();

            says(
                    known.with("RESTIC_REPOSITORY", "s3:" + server.endpoint() + "/missing/restic")
                            .run("snapshots"),
                    10,
                    "no bucket missing");
            says(known.with("AWS_SECRET_ACCESS_KEY", "wrong").run("snapshots"), 1, S3Server.BUCKET);
            says(
                    tool.with("AWS_EC2_METADATA_DISABLED", "true")
                            .with("HOME", folder.toString())
                            .run("snapshots"),
                    1,
                    "no S3 credentials",
                    "AWS_ACCESS_KEY_ID");
            Path credentials = folder.resolve("credentials");
            Files.writeString(
                    credentials,
                    "[other]\naws_access_key_id=%s\naws_secret_access_key=%s\n"
                            .formatted(S3Server.CREDENTIALS.accessKeyId(), S3Server.CREDENTIALS.secretAccessKey()));
            String file = credentials.toString();
            says(tool.run("snapshots", "--s3-credentials-file", file), 1, "[default]", "[other]");
            tool.run("check", "--s3-credentials-file", file, "--s3-profile", "other")
                    .succeeded();
        }
    }

    private static void says(Finished finished, int exitCode, String... words) {
        assertThat(finished.exitCode()).as(finished.toString()).isEqualTo(exitCode);
        assertThat(finished.errors() + finished.output()).contains(words).doesNotContain("\tat ", "Exception");
    }

    private void unharmed() {
        repository.restic().check();
        repository.run("check", "--read-data");
    }

    /** As a user who may not read everything; one with another number could not read the build either. */
    private static Program unprivileged(Program program) {
        List<String> command =
                new ArrayList<>(List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"));
        command.addAll(program.command());
        return new Program(command, program.environment(), program.input(), program.deadline());
    }

    /** Turns over a byte of the largest file below a folder of the repository. */
    private Path spoil(String folder, long offset) {
        String name = Shell.here()
                .run(
                        "find \"$1\" -type f -printf '%s %p\\n' | sort -n | tail -n 1 | cut -d' ' -f2-",
                        repository.place() + "/" + folder)
                .output()
                .strip();
        Path file = Path.of(name);
        try {
            byte[] bytes = Files.readAllBytes(file);
            bytes[(int) offset] ^= 0x40;
            Shell.here().run("chmod u+w \"$1\"", name);
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return file;
    }
}
