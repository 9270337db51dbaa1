using System.Text.RegularExpressions;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Files;

namespace Headgate.Dbt.Parsing.Kept;

/// <summary>
/// Finds texts whose parse hangs on the moment: configuration, references and names that are made of <c>run_started_at</c>, <c>invocation_id</c> or today. What is
/// parsed from such texts is not kept. A text that only prints them is parsed the same each time.
/// </summary>
internal static partial class Moments
{
    private static readonly string[] Words = ["run_started_at", "invocation_id", "now(", "today("];

    /// <summary>Is there such a text among the files?</summary>
    public static bool Decide(IReadOnlyDictionary<Package, ProjectFiles> files) =>
        files.Any(pair => !pair.Key.IsEmbedded && Decide(pair.Value));

    private static bool Decide(ProjectFiles files) =>
        files.Properties.Any(file => Has(file) && (Expression().IsMatch(file.Text) || Statement().IsMatch(file.Text)))
        || files.Macros.Any(file => Has(file) && Naming().IsMatch(file.Text))
        || files
            .Models.Concat(files.Snapshots)
            .Concat(files.Analyses)
            .Concat(files.Tests)
            .Concat(files.Functions)
            .Any(file => Has(file) && (Statement().IsMatch(file.Text) || Asking().IsMatch(file.Text)));

    private static bool Has(SourceFile file) => Array.Exists(Words, word => file.Text.Contains(word, StringComparison.Ordinal));

    [GeneratedRegex(@"generate_(schema|database|alias)_name", RegexOptions.None, 1000)]
    private static partial Regex Naming();

    [GeneratedRegex(@"\{\{(?:(?!\}\}).)*?(run_started_at|invocation_id|now\(|today\()", RegexOptions.Singleline, 1000)]
    private static partial Regex Expression();

    [GeneratedRegex(@"\{%(?:(?!%\}).)*?(run_started_at|invocation_id|now\(|today\()", RegexOptions.Singleline, 1000)]
    private static partial Regex Statement();

    [GeneratedRegex(
        @"\{\{(?:(?!\}\}).)*?\b(config|ref|source|var|metric|function)\s*\((?:(?!\}\}).)*?(run_started_at|invocation_id|now\(|today\()",
        RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Asking();
}
