using Headgate.Metrics.Semantics;
using Headgate.Metrics.Statements;

namespace Headgate.Metrics.Planning;

/// <summary>Gathers the steps of a plan. Each table is read once, first; a step that is the same as an earlier one is not made again.</summary>
internal sealed class PlanBuilder(QueryBounds bounds)
{
    private const int MostSteps = 1000;

    private readonly Dictionary<string, TableRead> _reads = new(StringComparer.Ordinal);
    private readonly List<Step> _steps = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public TableRead Read(SemanticModelDefinition model) => Read("model " + model.Name, model.Name, model.Relation, $"reads {model.Name}");

    public TableRead Read(TimeSpineDefinition spine) =>
        Read("spine " + spine.Name, spine.Name.ToLowerInvariant(), spine.Relation, $"reads the calendar {spine.Name}");

    /// <summary>Adds a step, and gives the name under which others find it.</summary>
    public string Add(string wanted, string purpose, Selection selection)
    {
        if (_steps.Count >= MostSteps)
        {
            throw new RefusalException(
                RefusalKind.NotSupported,
                $"The query takes more than {MostSteps} steps: ask for fewer metrics at once."
            );
        }
        var name = Unused(wanted);
        _steps.Add(new Step(name, purpose, selection));
        return name;
    }

    /// <summary>Adds a column to a step that is there already.</summary>
    public void AddColumn(string step, OutputColumn column)
    {
        var index = _steps.FindIndex(one => one.Name == step);
        var selection = _steps[index].Selection;
        _steps[index] = _steps[index] with { Selection = selection with { Columns = [.. selection.Columns, column] } };
    }

    public StatementPlan Finish(Selection result) => new([.. _reads.Values.Select(read => read.ToStep()), .. _steps], result);

    private TableRead Read(string key, string wanted, string relation, string purpose)
    {
        if (!_reads.TryGetValue(key, out var read))
        {
            read = new TableRead(Unused(wanted), relation, purpose, bounds);
            _reads.Add(key, read);
        }
        return read;
    }

    private string Unused(string wanted)
    {
        var name = wanted;
        for (var i = 2; !_names.Add(name); i++)
        {
            name = $"{wanted}_{i}";
        }
        return name;
    }
}
