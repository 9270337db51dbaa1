using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Gate.Upstreams.Judging;

/// <summary>Where a thing of an answer lies, read from its own fields. What does not say so clearly cannot be judged.</summary>
internal static class ThingPlaces
{
    /// <summary>The thing as a target; null where it cannot be judged, or is of another account.</summary>
    /// <param name="kind">What it should be.</param>
    /// <param name="thing">What was sent.</param>
    /// <param name="account">The account that it must be of.</param>
    public static Target? Of(TargetKind kind, JsonElement thing, long account) => Of(kind, ThingFacts.Of(thing), account);

    /// <summary>The same of a thing that has been read.</summary>
    public static Target? Of(TargetKind kind, ThingFacts thing, long account)
    {
        if (Whole(thing.Id) is not { } id || !IsOf(kind, thing, account))
        {
            return null;
        }
        var target = new Target
        {
            Kind = kind,
            AccountId = account,
            Id = id.ToString(CultureInfo.InvariantCulture),
            Name = Text(kind == TargetKind.User ? thing.Email : thing.Name),
        };
        var (project, environment) = (Whole(thing.ProjectId), Whole(thing.EnvironmentId));
        return kind switch
        {
            TargetKind.Project => target with { ProjectId = id, ProjectName = target.Name },
            TargetKind.Environment when project is not null => target with
            {
                ProjectId = project,
                EnvironmentId = id,
                EnvironmentName = target.Name,
            },
            TargetKind.Job when project is not null && environment is not null => target with
            {
                ProjectId = project,
                EnvironmentId = environment,
                JobId = id,
                JobName = target.Name,
            },
            TargetKind.Run when project is not null && environment is not null && JobOf(thing) is { } job => target with
            {
                ProjectId = project,
                EnvironmentId = environment,
                JobId = job,
                RunId = id,
            },
            TargetKind.Connection or TargetKind.Repository when project is not null || IsAbsent(thing.ProjectId) => target with
            {
                ProjectId = project,
            },
            TargetKind.Credential when project is not null => target with { ProjectId = project },
            TargetKind.User or TargetKind.Group or TargetKind.ServiceToken => target,
            _ => null,
        };
    }

    /// <summary>A whole number of a thing; null where it is absent, or is anything else.</summary>
    public static long? Whole(JsonElement thing, string name) => thing.TryGetProperty(name, out var value) ? Whole(value) : null;

    /// <summary>A text of a thing; null where it is absent, or is anything else.</summary>
    public static string? Text(JsonElement thing, string name) => thing.TryGetProperty(name, out var value) ? Text(value) : null;

    private static long? Whole(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number
        && JsonMarshal.GetRawUtf8Value(value).IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0
        && value.TryGetInt64(out var number)
            ? number
            : null;

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The two names that runs have for their job must not say different things.</summary>
    private static long? JobOf(ThingFacts run)
    {
        var (first, second) = (Whole(run.JobDefinitionId), Whole(run.JobId));
        return first is null || second is null || first == second ? first ?? second : null;
    }

    private static bool IsOf(TargetKind kind, ThingFacts thing, long account) =>
        Whole(thing.AccountId) is { } named
            ? named == account
            : IsAbsent(thing.AccountId) && kind is TargetKind.User or TargetKind.Connection or TargetKind.Group;

    private static bool IsAbsent(JsonElement value) => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
}
