using System.Text.RegularExpressions;

namespace Headgate.Dbt.Project;

/// <summary>One bound on a version, as <c>&gt;=1.10.0</c>.</summary>
internal sealed partial record VersionRule
{
    private VersionRule(string comparison, IReadOnlyList<int> numbers, string? prerelease)
    {
        Comparison = comparison;
        Numbers = numbers;
        Prerelease = prerelease;
    }

    /// <summary>Versions from the lowest to the highest, whatever their comparison.</summary>
    public static IComparer<VersionRule?> Order { get; } =
        Comparer<VersionRule?>.Create((one, other) => one is null || other is null ? 0 : one.CompareTo(other));

    /// <summary>Whether it names a version before a release.</summary>
    public bool IsPrerelease => Prerelease is not null;

    private string Comparison { get; }

    private IReadOnlyList<int> Numbers { get; }

    private string? Prerelease { get; }

    /// <summary>Reads a bound.</summary>
    /// <exception cref="DbtException">The text is no version.</exception>
    public static VersionRule Parse(string text)
    {
        var match = Pattern().Match(text.Trim());
        if (!match.Success)
        {
            throw new DbtException(DbtErrorKind.Runtime, $"\"{text}\" is not a valid semantic version.");
        }
        var comparison = match.Groups["comparison"].Value;
        return new VersionRule(
            comparison.Length == 0 ? "=" : comparison,
            [.. ((string[])["major", "minor", "patch"]).Select(part => int.Parse(match.Groups[part].Value))],
            match.Groups["prerelease"] is { Success: true } prerelease ? prerelease.Value : null
        );
    }

    /// <summary>Reads a version; null where the text is none.</summary>
    public static VersionRule? TryParse(string text) => Pattern().IsMatch(text.Trim()) ? Parse(text) : null;

    /// <summary>Whether no version at all can be inside every bound.</summary>
    public static bool Contradict(IReadOnlyList<VersionRule> bounds)
    {
        var exact = bounds.FirstOrDefault(bound => bound.Comparison == "=");
        return exact is not null
            ? bounds.Any(bound => !bound.Allows(exact.Text))
            : bounds.Any(low =>
                low.Comparison[0] == '>'
                && bounds.Any(high =>
                    high.Comparison[0] == '<'
                    && (
                        low.CompareTo(high) is var order
                        && (order > 0 || (order == 0 && (low.Comparison.Length == 1 || high.Comparison.Length == 1)))
                    )
                )
            );
    }

    /// <summary>Whether a version is inside the bound.</summary>
    public bool Allows(string version)
    {
        var order = Parse(version).CompareTo(this);
        return Comparison switch
        {
            ">=" => order >= 0,
            ">" => order > 0,
            "<=" => order <= 0,
            "<" => order < 0,
            _ => order == 0,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Comparison + Text;

    private string Text => $"{string.Join('.', Numbers)}{(Prerelease is null ? "" : "-" + Prerelease)}";

    private int CompareTo(VersionRule other)
    {
        for (var i = 0; i < 3; i++)
        {
            if (Numbers[i] != other.Numbers[i])
            {
                return Numbers[i].CompareTo(other.Numbers[i]);
            }
        }
        // A release follows its pre-releases.
        return (Prerelease, other.Prerelease) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            _ => string.CompareOrdinal(Prerelease, other.Prerelease),
        };
    }

    [GeneratedRegex(
        @"^(?<comparison>>=|<=|>|<|=)?\s*(?<major>\d+)\.(?<minor>\d+)\.(?<patch>\d+)(?:-?(?<prerelease>[a-zA-Z][a-zA-Z\-0-9.]*))?(?:\+[a-zA-Z\-0-9.]+)?$",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Pattern();
}
