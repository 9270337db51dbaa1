using System.Collections.Frozen;

namespace Headgate.Catalogue;

/// <summary>All operations of the running server, in the order of their areas. Built once; it refuses to be built with a fault in it.</summary>
public sealed class OperationCatalogue
{
    private readonly FrozenDictionary<string, Operation> _byId;

    /// <summary>Takes the operations.</summary>
    /// <exception cref="InvalidOperationException">They contradict each other or lack something; the message lists every fault.</exception>
    public OperationCatalogue(IEnumerable<Operation> operations)
    {
        IReadOnlyList<Operation> declared = [.. operations];
        var faults = OperationFaults.Find(declared).ToList();
        if (faults.Count > 0)
        {
            throw new InvalidOperationException("The catalogue of operations has faults:\n  " + string.Join("\n  ", faults));
        }
        Operations = [.. declared.Order(OperationOrder.Instance)];
        _byId = Operations.ToFrozenDictionary(o => o.Id);
    }

    /// <summary>All, as <see cref="OperationOrder"/> sorts them.</summary>
    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>The operation of an id, or null.</summary>
    public Operation? Find(string id) => _byId.GetValueOrDefault(id);
}
