using System.Diagnostics.CodeAnalysis;

namespace Headgate.Testing;

/// <summary>What a test needs of the machine: a program, a service, reference data.</summary>
internal static class Prerequisite
{
    /// <summary>
    /// Ends the test because something is not at hand: skipped at a desk; failed where <c>CI=true</c>, because <c>.ci/run</c> sees to all of it
    /// and a test that nobody ran must not pass for green.
    /// </summary>
    /// <param name="what">What is missing and how to get it, as a sentence.</param>
    [DoesNotReturn]
    public static void Missing(string what)
    {
        if (Environment.GetEnvironmentVariable("CI") is "true")
        {
            Assert.Fail($"A prerequisite is missing, which is no reason to skip where CI=true: {what}");
        }
#pragma warning disable RS0030 // The place that may skip.
        Assert.Skip(what);
#pragma warning restore RS0030
    }

    /// <summary>Ends the test, as skipped, where it is not root that runs it: what only root can do cannot be installed.</summary>
    public static void Root()
    {
        if (Environment.UserName != "root")
        {
#pragma warning disable RS0030 // What a machine is, is no prerequisite that CI could see to.
            Assert.Skip("Only root can give each run a user of its own.");
#pragma warning restore RS0030
        }
    }

    /// <summary>A file or folder of the reference data <c>../shared</c>; the test ends where it is absent.</summary>
    public static string SharedData(params string[] path)
    {
        var found = Path.Combine([Shared.Value, .. path]);
        if (!Path.Exists(found))
        {
            Missing($"The reference data ../shared/{string.Join('/', path)} is not beside this repository.");
        }
        return found;
    }

    private static readonly Lazy<string> Shared = new(() =>
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Headgate.slnx")))
        {
            at = at.Parent;
        }
        return Path.Combine(at?.Parent?.FullName ?? "/", "shared");
    });
}
