using Headgate.Dbt.Adapters;
using Headgate.Dbt.Confinement;
using Headgate.Dbt.Project.Rendering;
using Headgate.Dbt.Yaml;

namespace Headgate.Dbt.Project;

/// <summary>Finds and reads <c>profiles.yml</c>.</summary>
internal static class ProfileFile
{
    private const string FileName = "profiles.yml";

    /// <summary>
    /// The folder that is asked for: <c>--profiles-dir</c>, <c>DBT_PROFILES_DIR</c>, the working folder where the file lies there, <c>~/.dbt</c>.
    /// </summary>
    public static string Folder(InvocationSettings settings)
    {
        if (settings.ProfilesDir is not null)
        {
            return settings.ProfilesDir;
        }
        if (settings.EnvironmentVariables.TryGetValue("DBT_PROFILES_DIR", out var named) && named.Length > 0)
        {
            return named;
        }
        foreach (var folder in (string?[])[settings.WorkingDirectory, settings.ProjectDir])
        {
            if (folder is not null && File.Exists(Path.Combine(folder, FileName)))
            {
                return folder;
            }
        }
        return Path.Combine(settings.HomeDirectory ?? settings.ProjectDir, ".dbt");
    }

    /// <summary>Reads the chosen target.</summary>
    /// <param name="settings">What the call was given.</param>
    /// <param name="profileName">Profile of the project, or null.</param>
    /// <param name="renderer">Renders templates of the file.</param>
    /// <param name="identify">Database and schema of an output, from its adapter.</param>
    /// <exception cref="DbtException">There is no such file, profile or target, or it is incomplete.</exception>
    public static ProfileTarget Read(
        InvocationSettings settings,
        string? profileName,
        YamlRenderer renderer,
        Func<string, OrderedDictionary<string, object?>, TargetCredentials> identify
    )
    {
        var folder = Folder(settings);
        if (settings.Box is { } box && !box.IsInRun(Path.Combine(folder, FileName)))
        {
            throw Error($"{Box.CommandRefuses}: there is no {FileName} in the run's folder. Whoever starts the run must put one there.");
        }
        var profiles = ReadFile(Path.Combine(folder, FileName));
        var name =
            settings.Profile
            ?? profileName
            ?? throw Error("No profile was given: name one as 'profile' in dbt_project.yml or with --profile.");
        if (profiles?.GetValueOrDefault(name) is not OrderedDictionary<string, object?> profile)
        {
            throw Error($"Could not find profile named '{name}'");
        }

        var target =
            settings.Target
            ?? (profile.TryGetValue("target", out var written) ? renderer.Render(written, []) as string : null)
            ?? "default";
        if (profile.GetValueOrDefault("outputs") is not OrderedDictionary<string, object?> outputs)
        {
            throw Error($"outputs not specified in profile '{name}'");
        }
        if (outputs.GetValueOrDefault(target) is not OrderedDictionary<string, object?> raw)
        {
            var names = string.Join("\n", outputs.Keys.Select(key => $" - {key}"));
            throw Error(
                $"The profile '{name}' does not have a target named '{target}'. The valid target names for this profile are:\n{names}"
            );
        }

        var output = (OrderedDictionary<string, object?>)renderer.Render(raw, [])!;
        if (output.GetValueOrDefault("type") is not string type)
        {
            throw Error($"required field \"type\" not found in profile {name} and target {target}");
        }
        var credentials = Identify(name, target, type, output, identify);
        return new ProfileTarget
        {
            ProfileName = name,
            Name = target,
            Type = type,
            Threads = settings.Threads ?? (output.GetValueOrDefault("threads") is long threads ? (int)threads : 1),
            Output = output,
            Database = credentials.Database,
            Schema = credentials.Schema,
            Public = credentials.Public,
        };
    }

    private static TargetCredentials Identify(
        string profile,
        string target,
        string type,
        OrderedDictionary<string, object?> output,
        Func<string, OrderedDictionary<string, object?>, TargetCredentials> identify
    )
    {
        try
        {
            return identify(type, output);
        }
        catch (CredentialsException problem)
        {
            throw Error($"Credentials in profile \"{profile}\", target \"{target}\" invalid: {problem.Message}");
        }
        catch (DatabaseException problem)
        {
            throw Error($"Credentials in profile \"{profile}\", target \"{target}\" invalid: Runtime Error\n  {problem.Message}");
        }
    }

    private static OrderedDictionary<string, object?>? ReadFile(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }
        try
        {
            return YamlDocument.Parse(File.ReadAllText(path)).Root as OrderedDictionary<string, object?>;
        }
        catch (YamlSyntaxException problem)
        {
            throw new DbtException(DbtErrorKind.Runtime, $"Could not read {path}:\n\n{problem.Message}", inner: problem);
        }
    }

    private static DbtException Error(string message) => new(DbtErrorKind.Runtime, message);
}
