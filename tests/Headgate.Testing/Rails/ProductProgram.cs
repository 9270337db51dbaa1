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

    private static string Built =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(AppContext.BaseDirectory, "..", "..", "Headgate", Folder, "headgate"));

    private static string Folder => new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Name;
}
