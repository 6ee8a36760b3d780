package io.holdfast.objectstore;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The text of an AWS shared credentials file: profiles in brackets, each with {@code aws_access_key_id},
 * {@code aws_secret_access_key} and perhaps {@code aws_session_token}. Messages name lines and keys, never values.
 */
public final class AwsCredentialsFile {
    private final Map<String, Map<String, String>> profiles;

    private AwsCredentialsFile(Map<String, Map<String, String>> profiles) {
        this.profiles = profiles;
    }

    public static AwsCredentialsFile parse(String text) {
        Map<String, Map<String, String>> profiles = new LinkedHashMap<>();
        Map<String, String> current = null;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String bare = line.strip();
            if (bare.isEmpty() || bare.startsWith("#") || bare.startsWith(";")) {
                continue;
            }
            if (bare.startsWith("[") && bare.endsWith("]")) {
                current = profiles.computeIfAbsent(profileName(bare), _ -> new TreeMap<>());
            } else {
                addSetting(current, bare, number);
            }
        }
        return new AwsCredentialsFile(profiles);
    }

    /** The access key of a profile; {@code default} is the one that programs use where none is named. */
    public StoreCredentials.AccessKey profile(String name) {
        Map<String, String> settings = profiles.get(name);
        if (settings == null) {
            throw denied("has no profile [" + name + "]; it has " + bracketed(profiles.keySet()));
        }
        return new StoreCredentials.AccessKey(
                require(settings, name, "aws_access_key_id"),
                require(settings, name, "aws_secret_access_key"),
                Optional.ofNullable(settings.get("aws_session_token")).filter(token -> !token.isEmpty()));
    }

    private static String profileName(String header) {
        String name = header.substring(1, header.length() - 1).strip();
        return name.startsWith("profile ") ? name.substring("profile ".length()).strip() : name;
    }

    private static void addSetting(@Nullable Map<String, String> profile, String line, int number) {
        int equals = line.indexOf('=');
        if (equals <= 0) {
            throw denied("is malformed: line " + number + " is neither [profile] nor key = value");
        }
        if (profile == null) {
            throw denied("is malformed: line " + number + " comes before the first [profile]");
        }
        profile.put(
                line.substring(0, equals).strip(), line.substring(equals + 1).strip());
    }

    private static String require(Map<String, String> settings, String profile, String key) {
        String value = settings.get(key);
        if (value == null || value.isEmpty()) {
            throw denied("has no " + key + " in profile [" + profile + "]");
        }
        return value;
    }

    private static String bracketed(Collection<String> names) {
        return names.isEmpty() ? "none" : "[" + String.join("], [", names) + "]";
    }

    private static BackupException denied(String what) {
        return new BackupException(FailureKind.ACCESS_DENIED, "the AWS credentials file " + what);
    }
}
