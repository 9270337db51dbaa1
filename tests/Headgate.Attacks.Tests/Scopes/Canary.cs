using System.Globalization;
using System.Text.RegularExpressions;

namespace Headgate.Attacks.Tests.Scopes;

/// <summary>A text that says what it belongs to: wherever it turns up in an answer, one can tell whether it may.</summary>
/// <param name="Kind">Kind of thing.</param>
/// <param name="Account">Its account.</param>
/// <param name="Project">Its project; 0 for none.</param>
/// <param name="Environment">Its environment; 0 for none.</param>
/// <param name="Job">Its job; 0 for none.</param>
internal sealed partial record Canary(string Kind, long Account, long Project = 0, long Environment = 0, long Job = 0)
{
    public override string ToString() => $"canary-{Kind}-{Account}-{Project}-{Environment}-{Job}-end";

    public static IEnumerable<Canary> In(string text) =>
        Form().Matches(text).Select(m => new Canary(m.Groups[1].Value, Number(m, 2), Number(m, 3), Number(m, 4), Number(m, 5))).Distinct();

    private static long Number(Match match, int group) => long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("canary-([a-z]+)-([0-9]+)-([0-9]+)-([0-9]+)-([0-9]+)-end", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
