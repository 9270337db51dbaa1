using System.Collections.Concurrent;
using Headgate.Metrics.Items;
using Headgate.Metrics.Semantics;

namespace Headgate.Metrics.Joins;

/// <summary>What can be reached from each semantic model, by at most two joins.</summary>
internal sealed class JoinGraph(SemanticManifest manifest)
{
    private const int MostJoins = 2;

    private readonly ConcurrentDictionary<string, IReadOnlyList<Reached>> _reached = new(StringComparer.Ordinal);
    private readonly ILookup<string, SemanticModelDefinition> _byEntity = manifest
        .Models.SelectMany(model => model.Entities.Select(entity => (entity.Name, Model: model)))
        .ToLookup(pair => pair.Name, pair => pair.Model, StringComparer.Ordinal);

    public IReadOnlyList<Reached> From(SemanticModelDefinition model) => _reached.GetOrAdd(model.Name, _ => Search(model));

    private List<Reached> Search(SemanticModelDefinition model)
    {
        var found = Own(model);
        Follow(model, [], found);
        return found;
    }

    /// <summary>What the model has itself: under its own keys, entities also bare.</summary>
    private static List<Reached> Own(SemanticModelDefinition model)
    {
        var found = new List<Reached>();
        found.AddRange(model.Entities.Select(entity => new Reached(entity.Name, "", [], model, null, entity)));
        foreach (var key in KeysOf(model))
        {
            found.AddRange(model.Dimensions.Select(dimension => new Reached(dimension.Name, key, [], model, dimension, null)));
            found.AddRange(
                model.Entities.Where(entity => entity.Name != key).Select(entity => new Reached(entity.Name, key, [], model, null, entity))
            );
        }
        return found;
    }

    private static IEnumerable<string> KeysOf(SemanticModelDefinition model) =>
        model
            .Entities.Where(entity => entity.Type != EntityType.Foreign)
            .Select(entity => entity.Name)
            .Prepend(model.PrimaryEntity)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);

    private void Follow(SemanticModelDefinition from, IReadOnlyList<Hop> path, List<Reached> found)
    {
        var last = path.Count == 0 ? from : manifest.Model(path[^1].Model);
        foreach (var entity in last.Entities.Where(entity => path.All(hop => hop.Entity != entity.Name)))
        {
            foreach (var next in _byEntity[entity.Name])
            {
                if (next.Name == from.Name || path.Any(hop => hop.Model == next.Name) || !JoinRules.IsSafe(last, next, entity.Name))
                {
                    continue;
                }
                // A span of validity that was joined to stays in force: two of them in one path do not fit together.
                if (next.Validity is not null && path.Any(hop => manifest.Model(hop.Model).Validity is not null))
                {
                    continue;
                }
                IReadOnlyList<Hop> further = [.. path, new Hop(entity.Name, next.Name)];
                var links = string.Join(Item.Separator, further.Select(hop => hop.Entity));
                found.AddRange(next.Dimensions.Select(dimension => new Reached(dimension.Name, links, further, next, dimension, null)));
                found.AddRange(
                    next.Entities.Where(e => further.All(hop => hop.Entity != e.Name))
                        .Select(e => new Reached(e.Name, links, further, next, null, e))
                );
                if (further.Count < MostJoins)
                {
                    Follow(from, further, found);
                }
            }
        }
    }
}
