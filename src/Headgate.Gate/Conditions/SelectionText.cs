using System.Text.RegularExpressions;

namespace Headgate.Gate.Conditions;

/// <summary>
/// Selections in dbt's syntax, as far as they can be judged without a project: whether a rule of them could be evaluated. What they select only the engine knows.
/// </summary>
internal static partial class SelectionText
{
    /// <summary>The methods that a manifest answers; a test holds them against the engine's.</summary>
    public static IReadOnlyList<string> Methods { get; } =
    [
        "access",
        "config",
        "exposure",
        "file",
        "fqn",
        "group",
        "metric",
        "package",
        "path",
        "resource_type",
        "saved_query",
        "semantic_model",
        "source",
        "tag",
        "test_name",
        "test_type",
        "unit_test",
        "version",
    ];

    /// <summary>The methods that need the artifacts of another run, which a rule has none of.</summary>
    public static IReadOnlyList<string> Unforeseen { get; } = ["result", "source_status", "state"];

    /// <summary>What is wrong with a rule's selection; null for nothing.</summary>
    public static string? FaultOf(ModelsCondition models)
    {
        if (models.Select.All(string.IsNullOrWhiteSpace))
        {
            return "select: say which nodes a run may touch, such as tag:agent.";
        }
        return models
            .Select.Concat(models.Exclude)
            .SelectMany(text => text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
            .Select(FaultOf)
            .FirstOrDefault(fault => fault is not null);
    }

    private static string? FaultOf(string criterion)
    {
        if (Criterion().Match(criterion) is not { Success: true } match)
        {
            return $"\"{criterion}\" is no selection; write one such as tag:agent or +orders.";
        }
        var method = match.Groups["method"].Value;
        return method.Length == 0 || Methods.Contains(method, StringComparer.Ordinal) ? null
            : Unforeseen.Contains(method, StringComparer.Ordinal)
                ? $"\"{criterion}\" depends on another run, so that no rule of it could be evaluated."
            : $"\"{criterion}\": there is no method \"{method}\"; the methods are {string.Join(", ", Methods)}.";
    }

    /// <summary>As dbt reads it, with depths and dotted arguments of a method.</summary>
    [GeneratedRegex(@"^@?(\d*\+)?((?<method>[a-z_]+)(\.[\w.]+)?:)?(?<value>[^+@]+?)(\+\d*)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Criterion();
}
