namespace Headgate.Dbt.Project;

/// <summary>A project with its packages and its target, ready to be parsed.</summary>
internal sealed class LoadedProject
{
    private readonly Dictionary<string, Package> _byName;

    public LoadedProject(InvocationSettings settings, Package root, IReadOnlyList<Package> dependencies, ProfileTarget target)
    {
        Settings = settings with { EnvironmentVariables = Reads.Noting(settings.EnvironmentVariables) };
        Root = root;
        Dependencies = dependencies;
        Target = target;
        Vars = new VarScopes(settings.Vars, root);
        _byName = Packages.ToDictionary(package => package.Name);
    }

    /// <summary>What the project's texts asked for since it was loaded.</summary>
    public NotedReads Reads { get; } = new();

    /// <summary>What the call was given; what is looked up in its environment is noted.</summary>
    public InvocationSettings Settings { get; }

    /// <summary>The project itself.</summary>
    public Package Root { get; }

    /// <summary>Installed packages, then those of the engine.</summary>
    public IReadOnlyList<Package> Dependencies { get; }

    /// <summary>The project itself and its packages.</summary>
    public IEnumerable<Package> Packages => Dependencies.Prepend(Root);

    /// <summary>The chosen target.</summary>
    public ProfileTarget Target { get; }

    /// <summary>Variables by package.</summary>
    public VarScopes Vars { get; }

    /// <summary>Selectors of <c>selectors.yml</c> by name, rendered.</summary>
    public OrderedDictionary<string, object?> SelectorDefinitions { get; init; } = [];

    /// <summary>Folder of artifacts, absolute.</summary>
    public string TargetPath => Path.GetFullPath(Path.Combine(Root.Folder, Settings.TargetPath ?? Root.TargetPath));

    /// <summary>A package by name, or null.</summary>
    public Package? FindPackage(string name) => _byName.GetValueOrDefault(name);

    /// <summary>A behaviour flag: of the command line, of the environment (<c>DBT_NAME</c>), of the project, or null.</summary>
    public object? Flag(string name)
    {
        var value = FindFlag(name);
        Reads.NoteFlag(name, value);
        return value;
    }

    private object? FindFlag(string name)
    {
        if (Settings.Arguments.TryGetValue(name, out var given) && given is not null)
        {
            return given;
        }
        if (Settings.EnvironmentVariables.TryGetValue("DBT_" + name.ToUpperInvariant(), out var text))
        {
            return Headgate.Dbt.Yaml.YamlScalars.Plain(text);
        }
        return Root.Flags.GetValueOrDefault(name);
    }
}
