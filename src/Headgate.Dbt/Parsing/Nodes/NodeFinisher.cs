using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Parsing;
using Headgate.Dbt.Parsing.Properties;
using Headgate.Dbt.Project;

namespace Headgate.Dbt.Parsing.Nodes;

/// <summary>Completes a node once its template and its properties are known: configuration, names, columns, what it depends on.</summary>
internal static class NodeFinisher
{
    private static readonly string[] AccessWords = ["private", "protected", "public"];

    /// <summary>Completes a node.</summary>
    /// <exception cref="DbtException">A value of the configuration is wrong, or a naming macro or hook fails.</exception>
    public static void Finish(ParseScope scope, ManifestNode node, Package package, ParseCapture capture, NodePatch? patch)
    {
        Configure(scope, node, package, capture.Config, patch);
        if (patch is not null)
        {
            Describe(node, patch);
        }
        CheckContract(node);
        CheckOnError(node);
        ForeignKeys.Capture(node, capture);
        Name(scope, node);
        foreach (var hook in node.Config.PreHooks.Concat(node.Config.PostHooks))
        {
            scope.Templates.Capture(node, package, hook.Sql, capture);
        }
        Take(node, capture);
    }

    /// <summary>Sets the configuration of a node and what follows from it.</summary>
    public static void Configure(
        ParseScope scope,
        ManifestNode node,
        Package package,
        OrderedDictionary<string, object?> calls,
        NodePatch? patch
    )
    {
        var properties = patch?.Config;
        try
        {
            node.Config = scope.Configs.Build(node.ResourceType, package, node.Fqn, calls, properties);
        }
        catch (DbtException problem) when (problem.Kind == DbtErrorKind.Internal)
        {
            throw problem.About(NodeTemplates.Subject(node));
        }

        node.UnrenderedConfig = UnrenderedConfigs.Of(scope, node, package, calls, patch);
        node.ConfigCallDict = calls;
        foreach (var tag in node.Config.Tags)
        {
            if (!node.Tags.Contains(tag))
            {
                node.Tags.Add(tag);
            }
        }
        if (node.Config.Meta.Count > 0)
        {
            node.Meta = PlainData.Clone(node.Config.Meta);
        }
        node.Group = node.Config.Group;
        if (node.Config.Map("docs") is { } docs)
        {
            NodeColor.Check(docs.GetValueOrDefault("node_color"));
            node.Docs = new DocsConfig
            {
                Show = docs.GetValueOrDefault("show") is not false,
                NodeColor = docs.GetValueOrDefault("node_color") as string,
            };
        }
        if (node.Config.Map("contract") is { } contract)
        {
            node.Contract = new Contract
            {
                Enforced = contract.GetValueOrDefault("enforced") is true,
                AliasTypes = contract.GetValueOrDefault("alias_types") is not false,
            };
        }
        if (node.ResourceType == ResourceType.Model && node.Config.Text("access") is { } access)
        {
            node.Access = AccessWords.Contains(access)
                ? access
                : throw new DbtException(
                    DbtErrorKind.Parsing,
                    $"Node {node.UniqueId} has an invalid value ({access}) for the access field"
                );
        }
    }

    /// <summary>Sets database, schema, alias and the name of the relation.</summary>
    public static void Name(ParseScope scope, ManifestNode node)
    {
        var config = node.Config;
        node.Database = scope.Templates.GenerateName("generate_database_name", config.Database, node);
        node.Schema = scope.Templates.GenerateName("generate_schema_name", config.Schema, node) ?? node.Schema;
        node.Alias = scope.Templates.GenerateName("generate_alias_name", config.Alias, node) ?? node.Name;
        if (node.ResourceType == ResourceType.Snapshot)
        {
            // Older snapshots name the whole place themselves.
            node.Database = config.Text("target_database") ?? node.Database;
            node.Schema = config.Text("target_schema") ?? node.Schema;
        }

        var isStoredTest =
            node.ResourceType == ResourceType.Test
            && (config.Flag("store_failures") == true || scope.Project.Flag("store_failures") is true);
        node.RelationName = (node.IsRelational && !node.IsEphemeral) || isStoredTest ? scope.Templates.RelationName(node) : null;
    }

    /// <summary>Takes over what the template asked for.</summary>
    public static void Take(ManifestNode node, ParseCapture capture)
    {
        node.Refs.AddRange(capture.Refs);
        node.Sources.AddRange(capture.Sources);
        node.Metrics.AddRange(capture.Metrics);
        node.Functions.AddRange(capture.Functions);
        foreach (var macro in capture.Macros)
        {
            if (!node.DependsOn.Macros.Contains(macro))
            {
                node.DependsOn.Macros.Add(macro);
            }
        }
    }

    private static void Describe(ManifestNode node, NodePatch patch)
    {
        node.PatchPath = patch.Entry.PatchPath;
        node.Description = patch.Description;
        foreach (var column in patch.Columns)
        {
            node.Columns[column.Info.Name] = column.Info;
        }
        if (node.ResourceType != ResourceType.Model)
        {
            return;
        }
        node.Constraints = [.. patch.Constraints];
        node.DeprecationDate = patch.DeprecationDate;
        node.TimeSpine = patch.TimeSpine;
        node.Version = patch.Version;
        node.LatestVersion = patch.LatestVersion;
    }

    private static void CheckOnError(ManifestNode node)
    {
        if (node.ResourceType == ResourceType.Model && node.Config[OnError.Key] is not (null or OnError.Continue or OnError.SkipChildren))
        {
            throw new DbtException(
                DbtErrorKind.Parsing,
                $"Invalid value for {OnError.Key}: {Project.Text.PythonText.Repr(node.Config[OnError.Key])} in {node.OriginalFilePath}. "
                    + $"It must be '{OnError.SkipChildren}' or '{OnError.Continue}'."
            );
        }
    }

    private static void CheckContract(ManifestNode node)
    {
        if (node.ResourceType != ResourceType.Model || !node.Contract.Enforced)
        {
            return;
        }
        if (node.Config.Materialized is not ("table" or "view" or "incremental"))
        {
            throw new DbtException(
                DbtErrorKind.Parsing,
                "Only table, view, and incremental materializations are supported for constraints, but found '"
                    + $"{node.Config.Materialized}'. Original error: ({node.OriginalFilePath})"
            );
        }
        if (node.Config.Materialized == "incremental" && node.Config.Text("on_schema_change") is not ("append_new_columns" or "fail"))
        {
            throw new DbtException(
                DbtErrorKind.Parsing,
                $"Invalid value for on_schema_change: {node.Config.Text("on_schema_change")}. Models materialized as incremental with contracts enabled must set "
                    + "on_schema_change to 'append_new_columns' or 'fail'"
            );
        }
        node.Contract.Checksum = ContractChecksum.Of(node);
    }
}
