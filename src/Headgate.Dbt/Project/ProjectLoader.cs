using Headgate.Dbt.Adapters;
using Headgate.Dbt.Macros;
using Headgate.Dbt.Project.Packages;
using Headgate.Dbt.Project.Rendering;

namespace Headgate.Dbt.Project;

/// <summary>Loads a project: its files of configuration, its profile, its packages and selectors. Resources are parsed later.</summary>
/// <param name="renderers">Renders the templates in the files.</param>
internal sealed class ProjectLoader(IYamlRenderers renderers)
{
    /// <summary>Loads the project that a call names.</summary>
    /// <param name="settings">What the call was given.</param>
    /// <param name="warnings">Receives warnings.</param>
    /// <exception cref="DbtException">A file is missing or wrong, or packages are not installed.</exception>
    public LoadedProject Load(InvocationSettings settings, WarningLog warnings)
    {
        var folder = Path.GetFullPath(settings.ProjectDir);
        var raw = ProjectFile.ReadRaw(folder, warnings);
        var target = ReadTarget(settings, folder, raw);
        var vars = VarsFile.Read(folder);
        VarsFile.Place(raw, vars);
        var renderer = renderers.ForProject(VarsFile.Behind(settings, vars), target);
        var root = ProjectFile.Read(folder, raw, renderer, settings.VersionCheck);
        ProjectPlaces.CheckRoot(settings.Box, root);
        var wanted = PackagesFile.Read(folder, renderers.ForSecrets(settings));
        var dependencies = InstalledPackages
            .Folders(folder, root.PackagesInstallPath, wanted)
            .Select(path => ProjectFile.Read(path, ProjectFile.ReadRaw(path, warnings), renderer, settings.VersionCheck))
            .ToList();
        dependencies.ForEach(package => ProjectPlaces.CheckResources(settings.Box, package));
        CheckNames(root, dependencies);
        return new LoadedProject(settings, root, [.. dependencies, .. Embedded(target)], target)
        {
            SelectorDefinitions = SelectorsFile.Read(folder, renderer),
        };
    }

    /// <summary>Loads the root project without profile or packages, for commands that need neither (<c>deps</c>, <c>clean</c>).</summary>
    /// <exception cref="DbtException">The file is missing or wrong.</exception>
    public Package LoadRoot(InvocationSettings settings, WarningLog warnings)
    {
        var folder = Path.GetFullPath(settings.ProjectDir);
        var raw = ProjectFile.ReadRaw(folder, warnings);
        var vars = VarsFile.Read(folder);
        VarsFile.Place(raw, vars);
        var renderer = renderers.ForProject(VarsFile.Behind(settings, vars), target: null);
        var root = ProjectFile.Read(folder, raw, renderer, settings.VersionCheck);
        ProjectPlaces.CheckRoot(settings.Box, root);
        return root;
    }

    /// <summary>Installs the packages of a project.</summary>
    /// <param name="settings">What the call was given.</param>
    /// <param name="wish">How they are installed.</param>
    /// <param name="time">The clock between attempts.</param>
    /// <param name="say">Receives dbt's lines.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DbtException">A package cannot be installed.</exception>
    public async Task InstallPackagesAsync(
        InvocationSettings settings,
        InstallWish wish,
        TimeProvider time,
        Action<PackageLine> say,
        CancellationToken cancellation
    )
    {
        var root = LoadRoot(settings, new WarningLog());
        var call = new PackageCall
        {
            ProjectFolder = root.Folder,
            InstallFolder = Path.GetFullPath(Path.Combine(root.Folder, root.PackagesInstallPath)),
            Renderer = renderers.ForSecrets(settings),
            Environment = settings.EnvironmentVariables,
            Box = settings.Box,
            Time = time,
            VersionCheck = settings.VersionCheck,
            Say = say,
        };
        await PackageInstaller.InstallAsync(call, root.Name, wish, cancellation);
    }

    private ProfileTarget ReadTarget(InvocationSettings settings, string folder, OrderedDictionary<string, object?> raw)
    {
        var renderer = renderers.ForProject(settings, target: null);
        var profile = raw.GetValueOrDefault("profile") is string written ? renderer.RenderText(written) as string : null;
        return ProfileFile.Read(
            settings,
            profile,
            renderers.ForSecrets(settings),
            (type, output) =>
            {
                using var adapter = AdapterFactory.Create(type, output, folder, settings.Box);
                return adapter.Credentials;
            }
        );
    }

    private static IEnumerable<Package> Embedded(ProfileTarget target) =>
        ((string[])[EmbeddedMacros.PackageOf(target.Type), EmbeddedMacros.CorePackage]).Select(name => new Package
        {
            Name = name,
            Version = DbtVersion.Compatible,
            Folder = "<dbt>",
            IsEmbedded = true,
            Rendered = [],
            Unrendered = [],
        });

    private static void CheckNames(Package root, List<Package> dependencies)
    {
        var seen = new HashSet<string> { root.Name };
        foreach (var package in dependencies)
        {
            if (!seen.Add(package.Name))
            {
                throw new DbtException(
                    DbtErrorKind.Dependency,
                    $"Found duplicate project \"{package.Name}\". This occurs when a dependency has the same project name as some other dependency."
                );
            }
        }
    }
}
