using System.Text.RegularExpressions;
using Headgate.Metadata.Columns;

namespace Headgate.Metadata.Tests.Columns;

/// <summary>A query of <c>queries.txt</c>, with its answer.</summary>
internal sealed partial record QueryCase(string Name, string Sql)
{
    private const string Marks = "=~*+?";

    private static readonly ColumnUse[] OfMark =
    [
        ColumnUse.Passed,
        ColumnUse.Renamed,
        ColumnUse.Transformed,
        ColumnUse.Aggregated,
        ColumnUse.Filters,
    ];

    private static readonly ColumnUse[] AboutRows = [ColumnUse.Filters, ColumnUse.Groups, ColumnUse.Joins, ColumnUse.Orders];

    /// <summary>The lines of the answer, each as <see cref="Written"/> has it.</summary>
    public List<string> Answer { get; } = [];

    /// <summary>Why the second opinion differs; null where it does not.</summary>
    public string? Sqlglot { get; private set; }

    public static IReadOnlyList<QueryCase> All { get; } = Read();

    public static QueryCase Of(string name) => All.Single(c => c.Name == name);

    /// <summary>An answer as the file has it; of an unknown one the reason.</summary>
    public static List<string> Written(QueryColumns answer) =>
        answer.Why is { } why
            ? ["unknown " + why]
            :
            [
                .. answer.Columns.Select(c =>
                    $"{c.Name} < {string.Join(", ", c.From.Select(e => Marks[Array.IndexOf(OfMark, e.Use)] + Full(e)))}".TrimEnd()
                ),
                .. AboutRows
                    .Select(use => (Word: $"{use}".ToLowerInvariant(), By: answer.Uses.Where(e => e.Use == use).ToList()))
                    .Where(use => use.By.Count > 0)
                    .Select(use => $"{use.Word} {string.Join(", ", use.By.Select(Full))}"),
            ];

    private static string Full(ColumnEdge edge) => $"{edge.Node}.{edge.Column}";

    private static List<QueryCase> Read()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Columns", "queries.txt"));
        return
        [
            .. Case()
                .Matches(text)
                .Select(match =>
                {
                    var made = new QueryCase(match.Groups["name"].Value, match.Groups["sql"].Value.Trim());
                    foreach (var line in match.Groups["answer"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    {
                        if (line.StartsWith("sqlglot: ", StringComparison.Ordinal))
                        {
                            made.Sqlglot = line["sqlglot: ".Length..];
                        }
                        else
                        {
                            made.Answer.Add(line);
                        }
                    }
                    var columns = made.Answer.TakeWhile(line => line.Contains(" <", StringComparison.Ordinal)).ToList();
                    var others = made.Answer.Skip(columns.Count).Order(StringComparer.Ordinal).ToList();
                    made.Answer.Clear();
                    made.Answer.AddRange([.. columns, .. others]);
                    return made;
                }),
        ];
    }

    [GeneratedRegex(@"^== (?<name>.+)\n(?<sql>[\s\S]+?)\n--\n(?<answer>([^\n]+(\n|\z))+)", RegexOptions.Multiline)]
    private static partial Regex Case();
}
