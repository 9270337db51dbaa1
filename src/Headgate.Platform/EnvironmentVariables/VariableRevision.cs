using System.Globalization;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Wire;

namespace Headgate.Platform.EnvironmentVariables;

/// <summary>A change of one variable at several places, on its rows.</summary>
/// <param name="call">The call.</param>
/// <param name="labels">The environments that can be named.</param>
/// <param name="rows">The variable's values of now.</param>
/// <param name="problem">Takes what is wrong: key and message.</param>
internal sealed class VariableRevision(
    CallContext call,
    EnvironmentLabels labels,
    IReadOnlyList<EnvironmentVariable> rows,
    Action<string, string> problem
)
{
    private readonly SecretsAtRest _secrets = call.Service<SecretsAtRest>();

    /// <summary>New values.</summary>
    public List<EnvironmentVariable> Made { get; } = [];

    /// <summary>Values that are gone.</summary>
    public List<EnvironmentVariable> Deleted { get; } = [];

    /// <summary>Sets, changes and deletes values.</summary>
    public void Apply(VariableValues variable)
    {
        var named = new HashSet<(string, long?, long)>();
        foreach (var (key, value) in variable.Values)
        {
            var row = Row(key);
            var place = row is null ? labels.Find(key) : (row.Type, row.EnvironmentId);
            if (place is not { } at)
            {
                problem(key, long.TryParse(key, out _) ? "no value of the variable has this id" : labels.Unknown);
            }
            else if (!named.Add((at.Type, at.EnvironmentId, row?.Type is VariableTypes.Job or VariableTypes.User ? row.Id : 0)))
            {
                problem(key, "names a place that another key names too");
            }
            else
            {
                Set(variable.Name, key, value, row, at);
            }
        }
    }

    /// <summary>Renames the variable at all places.</summary>
    public void Rename(string name)
    {
        foreach (var row in rows.Where(r => r.State == RowState.Active).Concat(Made))
        {
            var value = VariableValue.Read(row, _secrets);
            row.Name = name;
            VariableValue.Write(row, value, _secrets);
        }
    }

    private void Set(string name, string key, string? value, EnvironmentVariable? row, (string Type, long? EnvironmentId) place)
    {
        if (string.IsNullOrEmpty(value))
        {
            if (row is not null)
            {
                VariableRows.Remove(row);
                Deleted.Add(row);
            }
        }
        else if (row is null)
        {
            if (VariableValue.Fault(name, value) is { } fault)
            {
                problem(key, fault);
                return;
            }
            Made.Add(VariableRows.New(call, name, place, value));
        }
        else if (!VariableValue.IsMaskOf(name, value))
        {
            VariableValue.Write(row, value, _secrets);
        }
    }

    /// <summary>The value that a key names, by its id or by where it holds; null where there is none yet.</summary>
    private EnvironmentVariable? Row(string key) =>
        long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && rows.FirstOrDefault(r => r.Id == id) is { } byId
            ? VariableRules.IsOfAnother(call, byId)
                ? null
                : byId
            : labels.Find(key) is { } place
                ? rows.FirstOrDefault(r => r.Type == place.Type && r.EnvironmentId == place.EnvironmentId)
                : null;
}
