using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Execution.UnitTests;

/// <summary>Finds what an input of a unit test names: <c>this</c>, or a call of <c>ref</c> or <c>source</c>.</summary>
internal static class UnitTestInputText
{
    /// <summary>The resource; null where there is none.</summary>
    public static IManifestResource? Find(string input, ManifestNode model, RunFrame frame)
    {
        var text = input.Trim();
        if (text == "this")
        {
            return model;
        }
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var close = text.LastIndexOf(')');
        if (open < 0 || close < open)
        {
            return null;
        }
        var arguments = text[(open + 1)..close].Split(',').Select(a => a.Trim()).ToList();
        var names = arguments.Where(a => !a.Contains('=')).Select(Unquote).ToList();
        var version = arguments.Find(a => a.Contains('=')) is { } named
            ? Unquote(named[(named.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim())
            : null;
        return text[..open].Trim() switch
        {
            "ref" when names is [var name] => frame.Shared.References.Node(Reference(null, name, version), model.PackageName, Root(frame)),
            "ref" when names is [var package, var name] => frame.Shared.References.Node(
                Reference(package, name, version),
                model.PackageName,
                Root(frame)
            ),
            "source" when names is [var source, var table] => frame.Shared.References.Source(source, table, model.PackageName),
            _ => null,
        };
    }

    private static RefArgs Reference(string? package, string name, string? version) =>
        new()
        {
            Name = name,
            Package = package,
            Version = version,
        };

    private static string Root(RunFrame frame) => frame.Session.Project.Root.Name;

    private static string Unquote(string text) => text.Trim('\'', '"');
}
