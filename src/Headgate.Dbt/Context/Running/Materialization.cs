using Headgate.Dbt.Adapters;
using Headgate.Dbt.Context.Objects;
using Headgate.Dbt.Project.Text;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Running;

/// <summary>Runs a node's materialisation: the macro that makes a table, a view, a seed, a snapshot, or counts a test's failures.</summary>
internal static class Materialization
{
    /// <summary>Runs the macro that the node's <c>materialized</c> names.</summary>
    /// <exception cref="DbtException">There is no such materialisation, or it fails.</exception>
    /// <exception cref="DatabaseException">The database refuses a statement.</exception>
    /// <param name="context">The node's context.</param>
    /// <param name="materialized">The materialisation.</param>
    /// <param name="asText">Do macros that it calls count as called by the node's own text?</param>
    public static MaterializationResult Run(NodeContext context, string materialized, bool asText = false)
    {
        var adapter = context.Shared.Adapter;
        var macro =
            context.Shared.Macros.FindMaterialization(materialized, [adapter.Type, .. adapter.ParentTypes])
            ?? throw new DbtException(
                DbtErrorKind.Compilation,
                $"No materialization '{materialized}' was found for adapter {adapter.Type}! (searched types 'default' and '{adapter.Type}')",
                Subject.Of(context.Node)
            );
        if (macro.Macro.SupportedLanguages is { } languages && !languages.Contains(context.Node.Language))
        {
            throw new DbtException(
                DbtErrorKind.Runtime,
                $"Materialization \"{macro.Macro.Name}\" only supports languages {PythonText.Repr(languages.ToList<object?>())}; got \"{context.Node.Language}\""
            );
        }
        var given = context.Call(macro, Arguments.Empty, asText);
        var relations = Relations(given);
        foreach (var relation in relations.Where(relation => !relation.Is(Relation.FunctionType)))
        {
            context.Shared.Cache.Add(relation);
        }
        return new(relations, context.Results.Find("main"));
    }

    private static List<Relation> Relations(Value given)
    {
        if (
            !given.TryGet<JinjaDict>(out var dict)
            || !dict.TryGetValue("relations", out var list)
            || !list.TryGet<IEnumerable<Value>>(out var items)
        )
        {
            return [];
        }
        return items.Select(v => v.TryGet<RelationObject>(out var relation) ? relation.Relation : null).OfType<Relation>().ToList();
    }
}
