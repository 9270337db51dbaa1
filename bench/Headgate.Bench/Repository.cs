using System.Runtime.InteropServices;

namespace Headgate.Bench;

/// <summary>The repository that the benchmark was built from, and the executable that its script builds.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Builds what has changed, then becomes <see cref="Program"/>.</summary>
    public static string Script { get; } = Path.Combine(Root, "headgate");

    public static string Program { get; } = Path.Combine(Root, "artifacts", "ready", "headgate", "headgate");

    /// <summary>Root of the .NET installation: three folders above the runtime's own.</summary>
    public static string DotnetRoot { get; } = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory()).Parent!.Parent!.Parent!.FullName;

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Headgate.slnx")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} lies in no repository of Headgate.");
    }
}
