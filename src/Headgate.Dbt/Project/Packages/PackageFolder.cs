namespace Headgate.Dbt.Project.Packages;

/// <summary>A package's folder, read as far as installing needs it.</summary>
/// <param name="Name">Name of its project.</param>
/// <param name="Packages">Packages that it asks for.</param>
internal sealed record PackageFolder(string Name, IReadOnlyList<PackageSpec> Packages)
{
    /// <summary>Reads a folder.</summary>
    /// <exception cref="DbtException">It holds no project, or one whose name is no plain name.</exception>
    public static PackageFolder Read(string folder, PackageCall call)
    {
        var raw = ProjectFile.ReadRaw(folder, new WarningLog());
        return new(Named(raw.GetValueOrDefault("name") as string), PackagesFile.Read(folder, call.Renderer).Packages);
    }

    /// <summary>A name that is not a way out of the folder of packages.</summary>
    /// <exception cref="DbtException">It is none.</exception>
    public static string Named(string? name) =>
        string.IsNullOrEmpty(name)
        || name.AsSpan().IndexOfAny("/\\\0:") >= 0
        || name.StartsWith('.')
        || name.StartsWith("__", StringComparison.Ordinal)
            ? throw new DbtException(DbtErrorKind.Runtime, $"Package defined in {ProjectFile.FileName} must have a name!")
            : name;
}
