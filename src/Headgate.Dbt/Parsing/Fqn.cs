namespace Headgate.Dbt.Parsing;

/// <summary>Forms fully qualified names: package, folders, name.</summary>
internal static class Fqn
{
    /// <summary>Package and folders of a file.</summary>
    /// <param name="package">Package.</param>
    /// <param name="relativePath">Path below the resource folder.</param>
    public static List<string> Prefix(string package, string relativePath)
    {
        var parts = relativePath.Split('/');
        return [package, .. parts[..^1]];
    }

    /// <summary>Name of a resource that a file holds.</summary>
    public static List<string> Of(string package, string relativePath, string name)
    {
        var fqn = Prefix(package, relativePath);
        fqn.Add(name);
        return fqn;
    }

    /// <summary>Path without the resource folder that it begins with.</summary>
    public static string BelowFolder(string originalPath) => originalPath[(originalPath.IndexOf('/') + 1)..];
}
