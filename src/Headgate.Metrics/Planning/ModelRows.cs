using Headgate.Metrics.Items;
using Headgate.Metrics.Joins;
using Headgate.Metrics.Resolving;
using Headgate.Metrics.Semantics;
using Headgate.Metrics.Statements;

namespace Headgate.Metrics.Planning;

/// <summary>The rows of a semantic model, with what is joined to them, as a statement in the making.</summary>
internal sealed class ModelRows(
    PlanBuilder plan,
    ItemResolver items,
    SemanticManifest manifest,
    SemanticModelDefinition model,
    JoinKind kind,
    Sources sources,
    string alias
)
{
    private readonly Dictionary<string, string> _joined = new(StringComparer.Ordinal);

    /// <summary>What is joined.</summary>
    public Sources Sources => sources;

    /// <summary>What the model's own rows are called by.</summary>
    public string Alias => alias;

    /// <summary>How the validity of joined rows is judged: at this time of the model's row.</summary>
    public Expression? At { get; init; }

    public SemanticModelDefinition Model => model;

    /// <summary>Which rows joins keep.</summary>
    public JoinKind Kind => kind;

    /// <summary>A column of the model itself.</summary>
    public ColumnOf Own(string name, string sql) => new(alias, plan.Read(model).Column(name, sql));

    /// <summary>A dimension of the model itself, as it stands there.</summary>
    public ColumnOf Own(Dimension dimension) => Own(dimension.Name, dimension.Expression);

    /// <summary>A key of the model itself.</summary>
    public ColumnOf Own(Entity entity) => Own(entity.Name, entity.Expression);

    /// <summary>The value of an item.</summary>
    public Expression ValueOf(Item item)
    {
        var reached = items.Find(model, item);
        var source = Join(reached.Path);
        var read = plan.Read(reached.Model);
        if (reached.Entity is { } entity)
        {
            return new ColumnOf(source, read.Column(entity.Name, entity.Expression));
        }
        var dimension = reached.Dimension!;
        var column = new ColumnOf(source, read.Column(dimension.Name, dimension.Expression));
        return item.Kind == ItemKind.Time ? sources.Tell(item, column) : column;
    }

    private string Join(IReadOnlyList<Hop> path)
    {
        List<(string Alias, SemanticModelDefinition Model)> before = [(alias, model)];
        var key = "";
        foreach (var hop in path)
        {
            key += Item.Separator + hop.Entity + ">" + hop.Model;
            var right = manifest.Model(hop.Model);
            if (!_joined.TryGetValue(key, out var joined))
            {
                var read = plan.Read(right);
                joined = sources.Join(kind, read.Name, $"{read.Name}_of_{hop.Entity}", On([.. before], hop.Entity, right));
                _joined.Add(key, joined);
            }
            before.Add((joined, right));
        }
        return before[^1].Alias;
    }

    private Func<string, IReadOnlyList<Condition>> On(
        IReadOnlyList<(string Alias, SemanticModelDefinition Model)> before,
        string entity,
        SemanticModelDefinition right
    )
    {
        var (from, left) = before[^1];
        var leftKey = left.FindEntity(entity)!;
        var rightKey = right.FindEntity(entity)!;
        var leftColumn = plan.Read(left).Column(leftKey.Name, leftKey.Expression);
        var rightColumn = plan.Read(right).Column(rightKey.Name, rightKey.Expression);
        var partitions = Partitions(before, right).ToList();
        return called =>
        {
            List<Condition> on = [new Compared(new ColumnOf(from, leftColumn), Comparison.Equal, new ColumnOf(called, rightColumn))];
            on.AddRange(partitions.Select(pair => new Compared(pair.Left, Comparison.Equal, new ColumnOf(called, pair.Right))));
            if (rightKey.Type == EntityType.Natural)
            {
                on.AddRange(Valid(called, right));
            }
            return on;
        };
    }

    /// <summary>The columns by which both a table and the nearest one before it are cut into parts: parts go with their like.</summary>
    private IEnumerable<(ColumnOf Left, string Right)> Partitions(
        IReadOnlyList<(string Alias, SemanticModelDefinition Model)> before,
        SemanticModelDefinition right
    )
    {
        foreach (var partition in right.Dimensions.Where(dimension => dimension.IsPartition))
        {
            var (from, left) = before.LastOrDefault(one => one.Model.FindDimension(partition.Name) is { IsPartition: true });
            if (left?.FindDimension(partition.Name) is { } own)
            {
                yield return (
                    new ColumnOf(from, plan.Read(left).Column(own.Name, own.Expression)),
                    plan.Read(right).Column(partition.Name, partition.Expression)
                );
            }
        }
    }

    private IEnumerable<Condition> Valid(string called, SemanticModelDefinition right)
    {
        var (start, end) = right.Validity!.Value;
        var at =
            At
            ?? throw new RefusalException(
                RefusalKind.NotJoinable,
                $"'{right.Name}' holds from one time to another, so it can only be joined for a metric, which has a time."
            );
        var read = plan.Read(right);
        var until = new ColumnOf(called, read.Column(end.Name, end.Expression));
        yield return new Compared(at, Comparison.AtLeast, new ColumnOf(called, read.Column(start.Name, start.Expression)));
        yield return new AnyOf([new Compared(at, Comparison.Less, until), new IsNotThere(until)]);
    }
}
