namespace Headgate.Jinja.Tests.Differential;

/// <summary>Where the cases, their contexts and their generator lie in the repository.</summary>
internal static class DifferentialFolder
{
    public static string Root { get; } = Find();

    public static string Expected => Path.Combine(Root, "expected");

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Headgate.slnx")))
        {
            at = at.Parent;
        }
        return Path.Combine(at!.FullName, "tests", "Headgate.Jinja.Tests", "Differential");
    }
}
