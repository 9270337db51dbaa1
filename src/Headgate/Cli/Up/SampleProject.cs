using System.Reflection;

namespace Headgate.Cli.Up;

/// <summary>The sample project that lies inside the program, so that the demo needs nothing beside it.</summary>
internal static class SampleProject
{
    private const string Prefix = "orchard-shop/";

    /// <summary>Writes the project's files into a folder; what is there already stays.</summary>
    public static void Unpack(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var path = Path.Combine(folder, Path.Combine(name[Prefix.Length..].Split('/')));
            if (File.Exists(path))
            {
                continue;
            }
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var source = assembly.GetManifestResourceStream(name)!;
            using var file = File.Create(path);
            source.CopyTo(file);
        }
    }
}
