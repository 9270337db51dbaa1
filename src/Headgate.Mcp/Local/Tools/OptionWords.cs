namespace Headgate.Mcp.Local.Tools;

/// <summary>Turns the arguments of a call into words of dbt's command line.</summary>
internal static class OptionWords
{
    /// <summary>The words.</summary>
    /// <param name="call">The call.</param>
    /// <param name="fault">What is wrong with an argument, for the caller; null where nothing is.</param>
    public static IReadOnlyList<string> Of(LocalCall call, out string? fault)
    {
        var words = new List<string>();
        fault =
            Take("node_selection", "--select", Words.SelectionFault)
            ?? Take("yml_selector", "--selector", Words.NameFault)
            ?? Take("vars", "--vars", Words.MappingFault)
            ?? Take("sample", "--sample", Words.MappingFault)
            ?? Take("state_path", "--state", (name, text) => Words.FolderFault(name, text, call.Commands.Project));
        if (call.IsSet("is_full_refresh"))
        {
            words.Add("--full-refresh");
        }
        foreach (var type in call.Texts("resource_type") ?? [])
        {
            words.AddRange(["--resource-type", type]);
        }
        return words;

        string? Take(string name, string option, Func<string, string, string?> check)
        {
            if (call.Text(name) is not { } text)
            {
                return null;
            }
            words.AddRange([option, text]);
            return check(name, text);
        }
    }
}
