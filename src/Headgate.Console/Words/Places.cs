using System.Globalization;
using System.Text.Json.Nodes;
using Headgate.WebConsole.Models;

namespace Headgate.WebConsole.Words;

/// <summary>One place of grants: the whole account, a project, an environment or a job.</summary>
/// <param name="Key">How addresses and forms name it: <c>everywhere</c>, <c>project-10</c>.</param>
/// <param name="Name">How people read it.</param>
public sealed record Places(string Key, string Name)
{
    /// <summary>The whole account.</summary>
    public static Places Everywhere { get; } = new("everywhere", "the whole account");

    /// <summary>Whether a grant holds at exactly this place.</summary>
    public bool Has(GrantModel grant)
    {
        if (grant is not { ProjectPattern: null, EnvironmentPattern: null, JobPattern: null, Tools.Count: 0 })
        {
            return false;
        }
        return (grant.ProjectIds, grant.EnvironmentIds, grant.JobIds) switch
        {
            ({ Count: 0 }, { Count: 0 }, { Count: 0 }) => Key == "everywhere",
            ([var id], { Count: 0 }, { Count: 0 }) => Key == $"project-{id}",
            ({ Count: 0 }, [var id], { Count: 0 }) => Key == $"environment-{id}",
            ({ Count: 0 }, { Count: 0 }, [var id]) => Key == $"job-{id}",
            _ => false,
        };
    }

    /// <summary>Writes the place into a grant.</summary>
    public void AddTo(JsonObject grant)
    {
        var dash = Key.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0)
        {
            grant["everywhere"] = true;
            return;
        }
        grant[Key[..dash] + "_ids"] = new JsonArray(long.Parse(Key.AsSpan(dash + 1), CultureInfo.InvariantCulture));
    }
}
