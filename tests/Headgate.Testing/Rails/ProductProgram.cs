namespace Headgate.Testing;

/// <summary>Headgate's own executable, for tests that start it as a process.</summary>
internal static class ProductProgram
{
    /// <summary>
    /// The one that <c>./headgate</c> starts, where <c>./test</c> has built and named it: compiled ahead of time, it starts in half the time, and the tests start it some hundred
    /// times. Else the one that was built with these tests.
    /// </summary>
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("HEADGATE_TEST_PROGRAM") is { Length: > 0 } named ? named : Built;

    /// <summary>The configuration that makes <c>./headgate</c> start the same program.</summary>
    public static string Configuration { get; } = Path == Built && Folder != "release" ? "Debug" : "Release";

    /// <summary>The folder of the runtime that it needs, for its variable <c>DOTNET_ROOT</c>.</summary>
    public static string DotnetRoot
    {
        get
        {
            // .../shared/Microsoft.NETCore.App/10.0.x/ lies below the root of the installation.
            var runtime = new DirectoryInfo(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory());
            return Environment.ProcessPath is { } own && own.EndsWith("dotnet", StringComparison.Ordinal)
                ? System.IO.Path.GetDirectoryName(own)!
                : runtime.Parent!.Parent!.Parent!.FullName;
        }
    }

    private static string Built =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(AppContext.BaseDirectory, "..", "..", "Headgate", Folder, "headgate"));

    private static string Folder => new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Name;
}
