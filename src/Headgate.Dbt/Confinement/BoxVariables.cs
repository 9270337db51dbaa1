namespace Headgate.Dbt.Confinement;

/// <summary>
/// The variables by which the platform puts a call into a box. Only the process that starts the engine can set them: a project's own
/// variables are named <c>DBT_…</c>.
/// </summary>
internal static class BoxVariables
{
    /// <summary>Any value switches the box on.</summary>
    public const string Switch = "HEADGATE_BOX";

    /// <summary>The run's folder.</summary>
    public const string Root = "HEADGATE_BOX_ROOT";

    /// <summary>Further files and folders that SQL may read and write, separated as in <c>PATH</c>.</summary>
    public const string Paths = "HEADGATE_BOX_PATHS";

    /// <summary>One of these files that the platform itself has given a second name, where no mount can bring it to the run.</summary>
    public const string Linked = "HEADGATE_BOX_LINKED";

    /// <summary>Names of extensions that a profile may load, separated by commas.</summary>
    public const string Extensions = "HEADGATE_BOX_EXTENSIONS";

    /// <summary>Names of settings that a profile may set, separated by commas.</summary>
    public const string Settings = "HEADGATE_BOX_SETTINGS";

    /// <summary>Hosts inside from which packages may come, separated by commas.</summary>
    public const string PackageHosts = "HEADGATE_BOX_PACKAGE_HOSTS";

    /// <summary>A file that lists the nodes that may be built or tested, one a line.</summary>
    public const string Nodes = "HEADGATE_BOX_NODES";

    /// <summary>The box's way out; a project's own variables cannot have this name.</summary>
    private const string Proxy = "HTTPS_PROXY";

    private const string Own = "HEADGATE_";

    /// <summary>The box of a process; null where it has none.</summary>
    /// <exception cref="BoxException">There is to be a box, and a variable does not say which.</exception>
    public static Box? Read(IReadOnlyDictionary<string, string> variables)
    {
        if (variables.GetValueOrDefault(Switch) is not { Length: > 0 })
        {
            return null;
        }
        var places = (variables.GetValueOrDefault(Paths) ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(p => Place(Paths, p))
            .ToList();
        var root = Place(Root, variables.GetValueOrDefault(Root) ?? "");
        return new Box
        {
            Root = Directory.Exists(root) ? root : throw Wrong(Root, root, "is no folder"),
            Folders = places.FindAll(Directory.Exists),
            Files = places.FindAll(p => !Directory.Exists(p)),
            Linked = variables.GetValueOrDefault(Linked) is { Length: > 0 } linked ? Place(Linked, linked) : null,
            Extensions = Names(variables, Extensions),
            Settings = Names(variables, Settings),
            PackageHosts = Names(variables, PackageHosts),
            Nodes = variables.GetValueOrDefault(Nodes) is { Length: > 0 } nodes ? NodesIn(Place(Nodes, nodes)) : null,
            Proxy = Uri.TryCreate(variables.GetValueOrDefault(Proxy), UriKind.Absolute, out var proxy) ? proxy : null,
        };
    }

    /// <summary>The environment that templates may read: without the platform's own variables.</summary>
    public static IReadOnlyDictionary<string, string> Visible(IReadOnlyDictionary<string, string> variables) =>
        variables.Where(v => !v.Key.StartsWith(Own, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);

    /// <summary>A listed place must not itself be a link: who may write its folder could point it at another's file.</summary>
    private static string Place(string variable, string path)
    {
        if (!Path.IsPathFullyQualified(path))
        {
            throw Wrong(variable, path, "is no absolute path");
        }
        var named = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (new FileInfo(named).LinkTarget is not null)
        {
            throw Wrong(variable, path, "is a link");
        }
        return RealPath.Of(named) ?? throw Wrong(variable, path, "cannot be followed");
    }

    private static HashSet<string> Names(IReadOnlyDictionary<string, string> variables, string name) =>
        (variables.GetValueOrDefault(name) ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static HashSet<string> NodesIn(string file)
    {
        try
        {
            return File.ReadLines(file).ToHashSet(StringComparer.Ordinal);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Wrong(Nodes, file, "cannot be read");
        }
    }

    private static BoxException Wrong(string variable, string path, string fault) =>
        new($"The box of this run cannot be made: {variable} names '{path}', which {fault}. Whoever starts the engine must correct it.");
}
