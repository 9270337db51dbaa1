using System.Globalization;
using Headgate.Catalogue;
using Headgate.Mcp.Local.Commands;
using Headgate.Mcp.Local.Gate;

namespace Headgate.Mcp.Local;

/// <summary>Reads the variables of dbt's server, and the two of the gate.</summary>
/// <param name="settings">What the server is started with.</param>
/// <param name="warn">Told what is doubtful and holds all the same.</param>
internal sealed class LocalSetup(LocalServerSettings settings, Action<string> warn)
{
    private const int UsualSeconds = 60;

    /// <summary>The project and its dbt.</summary>
    /// <exception cref="LocalSetupException">There is no project, or a variable says nothing that can be done.</exception>
    public DbtProject Project()
    {
        var folder = PathOf(settings.ProjectFolder ?? Variable("DBT_PROJECT_DIR") ?? settings.WorkingDirectory);
        if (!File.Exists(Path.Combine(folder, "dbt_project.yml")))
        {
            throw new LocalSetupException(
                $"There is no dbt_project.yml in {folder}: name the folder of a dbt project with --project-dir or DBT_PROJECT_DIR."
            );
        }
        var profiles = Variable("DBT_PROFILES_DIR") is { } named ? PathOf(named) : null;
        if (profiles is not null && !Directory.Exists(profiles))
        {
            throw new LocalSetupException($"DBT_PROFILES_DIR names {profiles}, which is no folder.");
        }
        return new DbtProject
        {
            Folder = folder,
            Profiles = profiles,
            Program = Variable("DBT_PATH") is { } path ? [ProgramOf(path)] : settings.EmbeddedDbt,
            Limit = TimeSpan.FromSeconds(Seconds()),
            Variables = ChildVariables.Of(settings.Variables),
            Holds = path => settings.IsInside(path, folder),
        };
    }

    /// <summary>The gate that commands pass; null where no variable names one.</summary>
    /// <exception cref="LocalSetupException">Only half of it is named, or its address is none.</exception>
    public GateAddress? Gate()
    {
        var (url, key) = (Variable("HEADGATE_URL"), Variable("HEADGATE_TOKEN"));
        if (url is null && key is null)
        {
            return null;
        }
        if (url is null || key is null)
        {
            throw new LocalSetupException(
                $"{(url is null ? "HEADGATE_TOKEN is set without HEADGATE_URL" : "HEADGATE_URL is set without HEADGATE_TOKEN")}: set both, and each command passes that server's gate; or set neither."
            );
        }
        if (!Uri.TryCreate(url, UriKind.Absolute, out var server) || server.Scheme is not ("http" or "https"))
        {
            throw new LocalSetupException("HEADGATE_URL must be an address that starts with http:// or https://.");
        }
        if (server.Scheme == "http" && !server.IsLoopback)
        {
            warn("HEADGATE_URL begins with http:// and names another machine: the key travels where others can read it. Use https://.");
        }
        return new GateAddress(server, new Secret(key));
    }

    private string? Variable(string name) =>
        settings.Variables.GetValueOrDefault(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private string PathOf(string path) => Path.GetFullPath(path, settings.WorkingDirectory);

    private int Seconds() =>
        Variable("DBT_CLI_TIMEOUT") is not { } text ? UsualSeconds
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 24 * 60 * 60
            ? seconds
        : throw new LocalSetupException($"DBT_CLI_TIMEOUT must be a number of seconds from 1 to {24 * 60 * 60}, not \"{text}\".");

    private string ProgramOf(string named)
    {
        var places = named.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? [PathOf(named)]
            : (Variable("PATH") ?? "").Split(Path.PathSeparator).Where(p => p.Length > 0).Select(p => Path.Combine(p, named));
        return places.FirstOrDefault(File.Exists)
            ?? throw new LocalSetupException(
                $"DBT_PATH names \"{named}\", and there is no such program. Leave it out for the embedded engine."
            );
    }
}
