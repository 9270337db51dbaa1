using System.Globalization;
using Headgate.Wire;

namespace Headgate.Gate.Upstreams.Calls;

/// <summary>A filter that makes an account elsewhere list only what a caller may see, so that its own paging and total are right.</summary>
/// <param name="Field">The filter's name.</param>
/// <param name="Value">Its value.</param>
internal sealed record ScopeFilter(string Field, string Value)
{
    /// <summary>A value that fits nothing, by which it is seen whether the filter is heeded.</summary>
    public const string OfNothing = "9007199254740991";

    /// <summary>The filter for a call; null where the scope has none, or the caller has given it a value of its own.</summary>
    public static ScopeFilter? Of(CallContext call)
    {
        var scope = call.Scope;
        var (projects, environments, jobs) = (scope.Projects.Count, scope.Environments.Count, scope.Jobs.Count);
        var filter =
            projects > 0 && environments + jobs == 0
                ? Of(call, "project_id__in", RequestPath.List(scope.Projects.Order()))
                    ?? (projects == 1 ? Of(call, "project_id", Text(scope.Projects)) : null)
            : environments == 1 && projects + jobs == 0 ? Of(call, "environment_id", Text(scope.Environments))
            : jobs == 1 && projects + environments == 0 ? Of(call, "job_definition_id", Text(scope.Jobs))
            : null;
        return filter;
    }

    private static ScopeFilter? Of(CallContext call, string name, string value) =>
        call.Operation.Fields.All.FirstOrDefault(f => f.Name == name) is { } field && call.Source.Find(field).IsAbsent
            ? new ScopeFilter(name, value)
            : null;

    private static string Text(IReadOnlySet<long> one) => one.First().ToString(CultureInfo.InvariantCulture);
}
