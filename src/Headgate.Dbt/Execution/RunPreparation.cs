using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Context.Running;

namespace Headgate.Dbt.Execution;

/// <summary>What happens at the database before any node runs: schemas are made, existing relations are looked up.</summary>
internal static class RunPreparation
{
    /// <summary>Prepares the database.</summary>
    /// <param name="frame">What nodes share.</param>
    /// <param name="selected">The nodes that will run.</param>
    /// <param name="further">Schemas that are needed beside those of the nodes.</param>
    /// <param name="builds">Are relations made?</param>
    /// <param name="cancellation">Ends templates and statements.</param>
    /// <exception cref="DbtException">A macro that asks the database fails.</exception>
    /// <exception cref="Adapters.DatabaseException">The database cannot be reached or refuses a statement.</exception>
    public static void Prepare(
        RunFrame frame,
        IReadOnlyList<IManifestResource> selected,
        IReadOnlyList<(string? Database, string Schema)> further,
        bool builds,
        CancellationToken cancellation
    )
    {
        var nodes = selected.OfType<ManifestNode>().ToList();
        var connection = frame.Connections.Of(WorkerConnections.Main);
        var context = frame.ContextOf(Operation(frame), connection, cancellation);
        if (frame.Session.Invocation.Options.Get(GlobalOptions.PopulateCache))
        {
            var cached = frame.Session.Invocation.Options.Get(GlobalOptions.CacheSelectedOnly)
                ? nodes
                : [.. frame.Session.Manifest.Nodes.Values];
            SchemaPreparation.FillCache(context, [.. SchemaPreparation.Of(cached), .. further]);
            SchemaPreparation.Link(context);
        }
        if (builds)
        {
            SchemaPreparation.Create(context, [.. SchemaPreparation.Of(nodes), .. StoredTests(nodes), .. further]);
        }
        connection.Commit();
    }

    /// <summary>A node for templates that run for no node in particular.</summary>
    public static ManifestNode Operation(RunFrame frame) =>
        new()
        {
            Name = "master",
            PackageName = frame.Session.Project.Root.Name,
            Path = "",
            OriginalFilePath = "",
            UniqueId = "operation." + frame.Session.Project.Root.Name + ".master",
            ResourceType = ResourceType.Operation,
            Database = frame.Session.Adapter.Credentials.Database,
            Schema = frame.Session.Adapter.Credentials.Schema,
            Alias = "master",
        };

    private static IEnumerable<(string? Database, string Schema)> StoredTests(IEnumerable<ManifestNode> nodes) =>
        nodes.Where(n => n.ResourceType == ResourceType.Test && n.RelationName is not null).Select(n => (n.Database, n.Schema)).Distinct();
}
