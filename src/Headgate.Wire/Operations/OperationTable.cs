using System.Collections.Frozen;

namespace Headgate.Wire;

/// <summary>Operations with their handlers by id, for doors that call by name.</summary>
public sealed class OperationTable
{
    private readonly FrozenDictionary<string, OperationEntry> _byId;

    /// <summary>Takes the operations.</summary>
    public OperationTable(IEnumerable<OperationEntry> operations)
    {
        All = [.. operations];
        _byId = All.ToFrozenDictionary(o => o.Spec.Id, StringComparer.Ordinal);
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<OperationEntry> All { get; }

    /// <summary>The operation of an id, or null.</summary>
    public OperationEntry? Find(string id) => _byId.GetValueOrDefault(id);
}
