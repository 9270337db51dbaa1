using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Headgate.Metrics.Tests.Ported;

/// <summary>A case of MetricFlow's integration tests: a query, and SQL that gives what it has to give.</summary>
internal sealed partial record PortedCase
{
    public required string Name { get; init; }

    public required string Model { get; init; }

    public required Query Spec { get; init; }

    public required string CheckQuery { get; init; }

    public bool CheckOrder { get; init; }

    public bool MinMaxOnly { get; init; }

    /// <summary>What is asked, in the words of MetricFlow.</summary>
    internal sealed record Query
    {
        public IReadOnlyList<string> Metrics { get; init; } = [];

        public IReadOnlyList<string> GroupBy { get; init; } = [];

        public IReadOnlyList<string> Where { get; init; } = [];

        public IReadOnlyList<string> OrderBy { get; init; } = [];

        public long? Limit { get; init; }

        public IReadOnlyList<string>? TimeConstraint { get; init; }
    }

    /// <summary>What to group by, as the cases said it before they were ported: by plain names, with a grain only where the check query has it too.</summary>
    public IEnumerable<string> GroupBy =>
        Spec.GroupBy.Select(item =>
            PlainName().Match(item) is not { Success: true } plain
                ? item.Replace(" date_part=", " date_part_name=", StringComparison.Ordinal)
            : plain.Groups["grain"] is { Success: true } grain
            && CheckQuery.Contains($"{plain.Groups["name"]}__{grain}", StringComparison.OrdinalIgnoreCase)
                ? $"{plain.Groups["name"]}__{grain}"
            : plain.Groups["name"].Value
        );

    [GeneratedRegex(@"^(Dimension|Entity|TimeDimension)\('(?<name>\w+)'(, '(?<grain>\w+)')?\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlainName();

    public static IReadOnlyList<PortedCase> Read(string folder) =>
        JsonSerializer.Deserialize<List<PortedCase>>(File.ReadAllText(Path.Combine(folder, "ported_test_cases.json")), Options)!;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };
}
