using System.Text.RegularExpressions;

namespace Headgate.Catalogue;

/// <summary>What can be wrong with declarations that compile: found at start, and by a test.</summary>
public static partial class OperationFaults
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>Every fault as a sentence that names the operation.</summary>
    public static IEnumerable<string> Find(IReadOnlyList<Operation> operations) =>
        operations
            .SelectMany(Single)
            .Concat(Twice(operations, o => o.Id, "the id"))
            .Concat(Twice(operations, o => o.Method + " " + Shape(o.Route), "method and path"));

    private static string Shape(string route) => Placeholder().Replace(route, "{}");

    private static IEnumerable<string> Twice(IEnumerable<Operation> operations, Func<Operation, string> key, string what) =>
        operations
            .GroupBy(key, StringComparer.Ordinal)
            .Where(g => g.Count() > 1)
            .Select(g => $"{string.Join(" and ", g.Select(o => o.Id))}: {what} \"{g.Key}\" stands more than once.");

    private static IEnumerable<string> Single(Operation o)
    {
        foreach (var (name, text) in Texts(o))
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                yield return $"{o.Id}: {name} is empty.";
            }
        }
        if (!Methods.Contains(o.Method))
        {
            yield return $"{o.Id}: the method \"{o.Method}\" is none of {string.Join(", ", Methods)}.";
        }
        if (o.Capability is null)
        {
            yield return $"{o.Id}: it has no capability.";
        }
        if (
            !o.Route.StartsWith("/api/v2/", StringComparison.Ordinal)
            && !o.Route.StartsWith("/api/v3/", StringComparison.Ordinal)
            && !o.Route.StartsWith("/api/gate/v1/", StringComparison.Ordinal)
        )
        {
            yield return $"{o.Id}: the route \"{o.Route}\" starts with none of /api/v2/, /api/v3/ and /api/gate/v1/.";
        }
        var values = RouteFields.Of(o.Route).Select(f => f.Name).ToList();
        var allowed = values.Concat(["actor", "target"]).Concat(o.Body == BodyForm.None ? [] : ["name"]).ToHashSet(StringComparer.Ordinal);
        foreach (var placeholder in Placeholder().Matches(o.Sentence).Select(m => m.Groups["name"].Value).Where(p => !allowed.Contains(p)))
        {
            yield return $"{o.Id}: the sentence's {{{placeholder}}} is no value of the route.";
        }
        if (!o.Sentence.Contains("{actor}", StringComparison.Ordinal))
        {
            yield return $"{o.Id}: the sentence does not say who acts; it needs {{actor}}.";
        }
        if (o.Target.RouteValue is { } value && !values.Contains(value))
        {
            yield return $"{o.Id}: its target is found by {{{value}}}, which the route does not have.";
        }
        if (o.Target.BodyField is { } place && o.Fields.All.FirstOrDefault(f => f.Name == place) is not { Names: not null })
        {
            yield return $"{o.Id}: its target is named by the body field \"{place}\", which it does not have or which names nothing.";
        }
        foreach (
            var twice in o
                .AllFields.SelectMany(f => f.Aliases.Prepend(f.Name).Select(n => (f.Place, n)))
                .GroupBy(f => f)
                .Where(g => g.Count() > 1)
        )
        {
            yield return $"{o.Id}: the field \"{twice.Key.n}\" stands more than once.";
        }
        if (o.NeedsNoGrant && (o.Access != Access.Read || o.Target.Kind != TargetKind.Account))
        {
            yield return $"{o.Id}: what needs no grant may only read, and nothing but the account's own.";
        }
        if (o.Body == BodyForm.None && o.Fields.All.Any(f => f.Place == FieldPlace.Body))
        {
            yield return $"{o.Id}: it has fields of the body but takes no body.";
        }
        foreach (var set in o.AlsoAllowedFor.Where(s => PermissionSets.Find(s) is null))
        {
            yield return $"{o.Id}: there is no permission set \"{set}\".";
        }
        foreach (var title in o.Suffices.Where(t => PermissionSets.All.All(s => s.Title != t)))
        {
            yield return $"{o.Id}: there is no permission set with the title \"{title}\".";
        }
    }

    private static IEnumerable<(string Name, string Text)> Texts(Operation o) =>
        [
            ("the id", o.Id),
            ("the risk", o.Risk),
            ("the sentence", o.Sentence),
            ("the summary", o.Summary),
            ("the description", o.Description),
            ("the source", o.Source),
        ];

    [GeneratedRegex(@"\{(?<name>[^{}]*)\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
