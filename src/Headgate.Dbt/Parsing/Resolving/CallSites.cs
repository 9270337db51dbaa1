using System.Text.RegularExpressions;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Faults;

namespace Headgate.Dbt.Parsing.Resolving;

/// <summary>Finds where a text calls <c>ref</c>, <c>source</c>, <c>metric</c> or <c>function</c> with a name.</summary>
internal static class CallSites
{
    /// <summary>The place of the call, with what the name was perhaps meant to be; null where the text has none, as when a macro calls.</summary>
    /// <param name="node">Whose text it is.</param>
    /// <param name="function">The function that is called.</param>
    /// <param name="name">The last name that it is given.</param>
    /// <param name="known">The names that there are.</param>
    public static FaultPlace? Find(ManifestNode node, string function, string name, IEnumerable<string> known)
    {
        var call = Regex.Match(
            node.RawCode,
            $@"\b{function}\s*\((?:[^()]*,)?\s*(?<quote>['""]){Regex.Escape(name)}\k<quote>",
            RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );
        if (!call.Success)
        {
            return null;
        }
        var start = node.RawCode.LastIndexOf('\n', call.Index) + 1;
        var end = node.RawCode.IndexOf('\n', call.Index);
        return new(
            node.OriginalFilePath,
            node.RawCode.AsSpan(0, call.Index).Count('\n') + 1,
            call.Index - start + 1,
            node.RawCode[start..(end < 0 ? node.RawCode.Length : end)]
        )
        {
            Hint = CloseNames.Nearest(name, known) is { } near ? $"Did you mean '{near}'?" : null,
        };
    }
}
