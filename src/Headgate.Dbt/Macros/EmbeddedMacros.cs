using Headgate.Dbt.Adapters;

namespace Headgate.Dbt.Macros;

/// <summary>The macro files of the packages that come with the engine: <c>dbt</c> and the adapters' own.</summary>
internal static class EmbeddedMacros
{
    /// <summary>The package of everything that no database decides.</summary>
    public const string CorePackage = "dbt";

    private const string Core = "macros/dbt/";

    private const string OfAdapters = "dbt_";

    /// <summary>The package of an adapter's own macros.</summary>
    public static string PackageOf(string adapterType) => OfAdapters + adapterType;

    /// <summary>The internal packages in the order in which a later one overrides an earlier: dbt, then the adapter's parents, then its own.</summary>
    public static IReadOnlyList<string> Packages(string adapterType, IReadOnlyList<string> parentTypes) =>
        [CorePackage, .. parentTypes.Reverse().Select(PackageOf), PackageOf(adapterType)];

    /// <summary>The files of one internal package, in the order of their paths.</summary>
    public static IEnumerable<EmbeddedFile> Files(string package)
    {
        var assembly = typeof(EmbeddedMacros).Assembly;
        var start = package == CorePackage ? Core : AdapterDeclarations.Find(package[OfAdapters.Length..])?.Macros;
        if (start is null)
        {
            yield break;
        }
        foreach (
            var name in assembly
                .GetManifestResourceNames()
                .Where(n => n.StartsWith(start, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return new(package, "macros/" + name[start.Length..], reader.ReadToEnd());
        }
    }
}
