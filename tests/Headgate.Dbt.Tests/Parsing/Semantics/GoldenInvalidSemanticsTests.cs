using System.Text.RegularExpressions;
using Headgate.Dbt.Tests.Golden;

namespace Headgate.Dbt.Tests.Parsing.Semantics;

/// <summary>Projects whose semantic models, metrics or saved queries are wrong, against whether dbt parses them.</summary>
public sealed partial class GoldenInvalidSemanticsTests
{
    private static readonly string[] Everywhere = ["name", "type", "model", "expr", "entities", "time", "order", "for", "dimensions"];

    private const string Cases = "expected/grove_metrics/invalid_projects";

    public static TheoryData<string> Names() =>
        [.. Directory.GetDirectories(GoldenData.PathOf(Cases)).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_project_is_refused_if_dbt_refuses_it(string name)
    {
        using var folder = ProjectFolder.CopyOf(GoldenData.PathOf("projects/grove_metrics"), "mf", "grove_metrics");
        folder.Write("models/extra.yml", File.ReadAllText(GoldenData.PathOf($"{Cases}/{name}/extra.yml")));

        if (File.ReadAllText(GoldenData.PathOf($"{Cases}/{name}/parse_exit_code.txt")).Trim() == "0")
        {
            folder.Parse().Metrics.ShouldNotBeEmpty();
        }
        else
        {
            var refusal = Should.Throw<DbtException>(folder.Parse).Text;
            var told = File.ReadAllText(GoldenData.PathOf($"{Cases}/{name}/parse.txt"));
            var words = Words(File.ReadAllText(GoldenData.PathOf($"{Cases}/{name}/extra.yml"))).Except(Everywhere);
            // Where dbt itself falls over, its message names nothing of the project; ours does.
            var fell = told.Contains("RecursionError") || told.Contains("IndexError");
            var named = (fell ? words : words.Intersect(Words(told))).ToList();
            named
                .Exists(word => refusal.Contains(word, StringComparison.Ordinal))
                .ShouldBeTrue($"{refusal}\nnames none of {string.Join(", ", named)}");
        }
    }

    /// <summary>The words of a text: those that a project and dbt's message about it share name what is wrong.</summary>
    private static IEnumerable<string> Words(string text) => Word().Matches(text).Select(match => match.Value).Distinct();

    [GeneratedRegex("-?[A-Za-z0-9_]+")]
    private static partial Regex Word();
}
