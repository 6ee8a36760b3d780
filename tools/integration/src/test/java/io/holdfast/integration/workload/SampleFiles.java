package io.holdfast.integration.workload;

import io.holdfast.integration.program.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;

/** Files to fill volumes with: what is on every machine, and each kind of thing that a backup may lose. */
public enum SampleFiles {
    /** A few hundred small files and links. */
    FEW("""
            for folder in /usr/share/common-licenses /usr/share/zoneinfo/Europe /usr/share/bash-completion /etc/ssl; do
              [ ! -d $folder ] || cp -a $folder "$1"
            done
            """),

    /** A few thousand small files and links as a distribution lays them out. */
    REAL("""
            for folder in /usr/share/common-licenses /usr/share/zoneinfo /usr/share/perl /usr/share/bash-completion /etc/ssl; do
              [ ! -d $folder ] || cp -a $folder "$1"
            done
            """),

    /** Programs of some ten megabytes each; the second starts like the first, so much of it is stored already. */
    LARGE("""
            find /usr/bin /usr/local /usr/lib -xdev -type f -size +8M -size -64M -print0 | sort -z | head -z -n 3 |
              xargs -0 -I FILE cp --preserve=mode,timestamps FILE "$1"
            cat "$(find "$1" -maxdepth 1 -type f -size +8M | sort | head -n 1)" /etc/os-release > "$1/grown"
            """),

    /** Names that are no text, all modes, foreign owners, odd times, links of both kinds, attributes, holes, nothing. */
    ODD("""
            mkdir "$1/odd"
            cd "$1/odd"
            echo x > "$(printf 'not \\377 text')"; echo x > "$(printf 'two\\nlines')"; echo x > ' space '; echo x > -dash
            echo x > 'qu"ote'\\''s\\'; echo x > Ünïcödé; echo x > "$(printf '%255s' | tr ' ' n)"
            : > empty; mkdir -p hollow deep/er/and/deeper; echo bottom > deep/er/and/deeper/file
            for mode in 0000 0400 0777 1755 2755 4755 6711; do echo $mode > mode$mode; done
            chown 1000:2000 mode0400 deep/er; chown 4294967294:0 -- -dash
            for mode in 0000 0400 0777 1755 2755 4755 6711; do chmod $mode mode$mode; done
            chmod 1777 hollow; chmod 2750 deep
            ln empty hard; ln mode0777 deep/hard
            ln -s mode0777 link; ln -s /nowhere/at/all dangling; ln -s ../odd circle; chown -h 7:8 link
            truncate -s 64M holes; printf end >> holes; printf middle | dd of=holes bs=1 seek=33333333 conv=notrunc status=none
            head -c 3000000 /dev/urandom > random; cp random twin
            setfattr -n user.note -v 'kept' random; setfattr -n user.empty empty; setfattr -n user.folder -v 0x00ff hollow
            setfattr -n trusted.holdfast -v 'for root' twin
            setfattr -n security.capability -v 0x0100000200040000000000000000000000000000 mode0777
            touch -d '1969-12-31 23:59:58.123456789 UTC' random; touch -d '2038-02-01 00:00:00.000000001 UTC' twin
            touch -h -d '2001-02-03 04:05:06.7 UTC' link; touch -d '2002-02-02 02:02:02.2 UTC' hollow deep .
            chown 999:998 "$1"; chmod 2750 "$1"
            """);

    private static final Duration COARSENESS = Duration.ofSeconds(2);

    private final String script;

    SampleFiles(String script) {
        this.script = script;
    }

    /** A file written to within {@link #COARSENESS} of a backup's start is read again by the next: it may have changed unseen. */
    public static void awaitSettled(Path file) {
        Instant settled = Instant.ofEpochMilli(file.toFile().lastModified()).plus(COARSENESS);
        Awaitility.await().until(() -> Instant.now().isAfter(settled));
    }

    /** Puts them into a folder that the shell can see. */
    public void into(Shell shell, String folder) {
        shell.script(script, folder).within(Duration.ofMinutes(5)).run().succeeded();
    }
}
