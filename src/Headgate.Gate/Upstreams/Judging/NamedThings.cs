using System.Globalization;
using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Gate.Upstreams.Judging;

/// <summary>Ids in an answer that name other things, and which of these the caller may see. What cannot be found out is not shown.</summary>
internal sealed class NamedThings
{
    /// <summary>Look-ups for one answer: a list of jobs that name others shall not become a hundred calls.</summary>
    private const int MostLookups = 8;

    private readonly HashSet<(TargetKind Kind, long Id)>? _visible;

    private NamedThings(HashSet<(TargetKind, long)>? visible) => _visible = visible;

    /// <summary>All may be seen.</summary>
    public static NamedThings All { get; } = new(null);

    /// <summary>Whether a thing of an id may be seen.</summary>
    public bool AreSeen(TargetKind kind, long id) => _visible is null || _visible.Contains((kind, id));

    /// <summary>Finds out what some things name.</summary>
    /// <param name="things">They.</param>
    /// <param name="scope">What the caller may see.</param>
    /// <param name="find">Looks one up.</param>
    public static async Task<NamedThings> FindAsync(
        IReadOnlyList<JudgedThing> things,
        VisibleScope scope,
        Func<TargetKind, string, ValueTask<Target?>> find
    )
    {
        if (scope.All)
        {
            return All;
        }
        var visible = things.Select(t => (t.Place.Kind, long.Parse(t.Place.Id, CultureInfo.InvariantCulture))).ToHashSet();
        visible.UnionWith(scope.Jobs.Select(id => (TargetKind.Job, id)));
        visible.UnionWith(scope.Environments.Select(id => (TargetKind.Environment, id)));
        var named = things.SelectMany(t => t.Facts.Named).Distinct().Where(n => !visible.Contains(n)).Take(MostLookups).ToList();
        foreach (var (kind, id) in named)
        {
            if (
                await find(kind, id.ToString(CultureInfo.InvariantCulture)) is { } place
                && scope.Sees(place.ProjectId, place.EnvironmentId, place.JobId)
            )
            {
                visible.Add((kind, id));
            }
        }
        return new NamedThings(visible);
    }

    /// <summary>The job after which a job runs, of a condition for that.</summary>
    public static long? JobOfCondition(JsonElement condition) =>
        condition.ValueKind == JsonValueKind.Object
        && condition.TryGetProperty("condition", out var inner)
        && inner.ValueKind == JsonValueKind.Object
            ? ThingPlaces.Whole(inner, "job_id")
            : null;
}
