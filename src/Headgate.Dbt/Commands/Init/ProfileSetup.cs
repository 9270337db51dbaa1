using System.Globalization;
using Headgate.Dbt.Console;
using Headgate.Dbt.Yaml;

namespace Headgate.Dbt.Commands.Init;

/// <summary>Writes a profile into <c>profiles.yml</c> from a person's answers.</summary>
internal static class ProfileSetup
{
    public const string FileName = "profiles.yml";

    private const string DuckDb = "duckdb";
    private const string Postgres = "postgres";

    /// <summary>Has the file a profile of a name?</summary>
    public static bool Has(string path, string name) => Read(path).ContainsKey(name);

    /// <summary>Asks and writes.</summary>
    /// <param name="log">Told where it was written.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="path">The file.</param>
    /// <param name="name">The profile.</param>
    public static void Run(ConsoleLog log, Questions questions, string path, string name)
    {
        log.Info("A021", "SettingUpProfile", "Setting up your profile.");
        var profiles = Read(path);
        if (
            profiles.ContainsKey(name)
            && questions.Ask($"The profile {name} already exists in {path}. Continue and overwrite it? [y/N]", "n")
                is not ("y" or "Y" or "yes")
        )
        {
            return;
        }
        var target = Ask(questions);
        var profile = new OrderedDictionary<string, object?>
        {
            ["target"] = "dev",
            ["outputs"] = new OrderedDictionary<string, object?> { ["dev"] = target },
        };
        Write(path, name, profile, profiles);
        log.Info(
            "A023",
            "ProfileWrittenWithTargetTemplateYAML",
            $"Profile {name} written to {path}. Run 'dbt debug' to validate the connection."
        );
    }

    private static OrderedDictionary<string, object?> Ask(Questions questions) =>
        questions.Choose("Which database would you like to use?", [DuckDb, Postgres]) == DuckDb
            ? new()
            {
                ["type"] = DuckDb,
                ["path"] = questions.Ask("path (file of the database)", "dev.duckdb"),
                ["schema"] = questions.Ask("schema", "main"),
                ["threads"] = Number(questions, "threads", "4"),
            }
            : new()
            {
                ["type"] = Postgres,
                ["host"] = questions.Ask("host (hostname for the instance)", "localhost"),
                ["port"] = Number(questions, "port", "5432"),
                ["user"] = questions.Ask("user (dev username)"),
                ["pass"] = questions.Ask("pass (kept as it is; \"{{ env_var('DBT_ENV_SECRET_…') }}\" keeps it out of the file)"),
                ["dbname"] = questions.Ask("dbname (default database that dbt will build objects in)"),
                ["schema"] = questions.Ask("schema (default schema that dbt will build objects in)"),
                ["threads"] = Number(questions, "threads (1 or more)", "4"),
            };

    private static long Number(Questions questions, string question, string otherwise)
    {
        while (true)
        {
            if (long.TryParse(questions.Ask(question, otherwise), CultureInfo.InvariantCulture, out var number) && number > 0)
            {
                return number;
            }
        }
    }

    /// <summary>A new profile is added behind what is there, so that its comments stay.</summary>
    private static void Write(
        string path,
        string name,
        OrderedDictionary<string, object?> profile,
        OrderedDictionary<string, object?> profiles
    )
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var isNew = !profiles.ContainsKey(name);
        profiles[name] = profile;
        var text = isNew
            ? (File.Exists(path) ? File.ReadAllText(path).TrimEnd() + "\n\n" : "")
                + YamlText.Write(new OrderedDictionary<string, object?> { [name] = profile }, sortKeys: false)
            : YamlText.Write(profiles, sortKeys: false);
        File.WriteAllText(path, text.TrimStart());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static OrderedDictionary<string, object?> Read(string path)
    {
        try
        {
            return File.Exists(path) ? YamlDocument.Parse(File.ReadAllText(path)).Root as OrderedDictionary<string, object?> ?? [] : [];
        }
        catch (YamlSyntaxException problem)
        {
            throw new DbtException(
                DbtErrorKind.Runtime,
                $"{path} is no YAML, so no profile can be added: {problem.Message}",
                inner: problem
            );
        }
    }
}
