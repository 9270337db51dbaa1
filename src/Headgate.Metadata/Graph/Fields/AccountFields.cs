using GraphQL;
using Headgate.Metadata.State;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Metadata.Graph.Fields;

/// <summary>What an account's projects offer each other.</summary>
internal static class AccountFields
{
    private const int MostEnvironments = 50;

    /// <summary>The public models of the account's production environments.</summary>
    public static async ValueTask<object?> PublicModelsAsync(IResolveFieldContext field, GraphCall call)
    {
        var filter = StateFields.Filter(field);
        await using var db = await call.OpenAsync(field.CancellationToken);
        var places = await db
            .Environments.AsNoTracking()
            .Where(e => e.AccountId == call.Target.AccountId && e.State == RowState.Active && e.DeploymentType == "production")
            .Where(e => db.MetadataEnvironments.Any(m => m.EnvironmentId == e.Id && m.Version > 0))
            .OrderBy(e => e.Id)
            .Take(MostEnvironments)
            .ToListAsync(field.CancellationToken);
        var models = new List<(GraphNode Node, DbtEnvironment Place)>();
        foreach (var place in places.Where(place => call.Scope.Sees(place.ProjectId, place.Id, null) && IsWanted(filter, place)))
        {
            if (await call.StateAsync(place.Id, field.CancellationToken) is { } state && IsNamed(filter, state))
            {
                var chosen = NodeFilter.Apply(
                    state.Applied.Of("Model").Where(n => n.Outline.Access == "public"),
                    Only(filter, "uniqueIds")
                );
                models.AddRange(chosen.Select(n => (call.Show(n, state.Applied, NodeForm.Whole), place)));
            }
        }
        return Connection.Of(field, models, m => $"{m.Place.Id}|{m.Node.Node.Id}", m => Shown(m.Node, m.Place));
    }

    private static bool IsWanted(IDictionary<string, object?>? filter, DbtEnvironment place) =>
        (filter.Sent("projectId") is not long project || project == place.ProjectId)
        && (
            NodeFilter.Texts(filter.Sent("environmentIds")) is not { } ids
            || ids.Contains(place.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))
        );

    private static bool IsNamed(IDictionary<string, object?>? filter, EnvironmentState state) =>
        filter.Sent("dbtCoreProjectName") is not string name || name == state.Row.DbtProjectName;

    private static Dictionary<string, object?> Only(IDictionary<string, object?>? filter, string name) =>
        new(StringComparer.Ordinal) { [name] = filter.Sent(name) };

    private static Dictionary<string, object?> Shown(GraphNode node, DbtEnvironment place)
    {
        string[] outline =
        [
            .. (string[])
                ["accountId", "environmentId", "projectId", "uniqueId", "name", "description", "fqn", "group", "database", "schema"],
            .. (string[])["latestVersion", "packageName", "relationName", "runGeneratedAt", "materializationType", "identifier"],
        ];
        var shown = outline.ToDictionary(name => name, name => OutlineFields.All[name](node), StringComparer.Ordinal);
        shown["dbtCoreProject"] = node.In.Place.DbtProjectName;
        shown["environmentDeploymentType"] = place.DeploymentType;
        shown["isDefaultEnv"] = place.DeploymentType == "production";
        shown["lastRunStatus"] = node.Execution?.Status;
        return shown;
    }
}
